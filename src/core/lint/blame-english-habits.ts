import {
  ANYBODY,
  type BlamePattern,
  does,
  doesSo,
  kindOf,
  MAYBE_SOMEBODY,
  PERSON,
  SOMEBODY,
  says,
  WHOM,
} from "./blame-pattern.ts";
import { ACTED, END, LIVE, NO_REASONING, SLIP } from "./english-words.ts";
import { NAME, WEAK } from "./people-words.ts";

/** English sentences that tell what a person always or never does, and of slips as the cause. */
export const ENGLISH_HABITS: readonly BlamePattern[] = [
  ...kindOf("always-never", [
    does(
      SOMEBODY,
      `(?:yet |once )again (?!(?:fixed|helped|saved|found|confirmed))\\p{L}+(?:ed|ke|ot|an|ft)${END} [^.;]{0,80}?(?:without|wrong|untested|friday|by (?:mistake|accident)|broken)`,
    ),
    says(
      `(?:this (?:is|was) )?(?:not )?the (?:second|third|fourth|fifth|sixth|nth|umpteenth|\\d+th|first) time (?:this (?:week|month|year|quarter) )?(?:that )?${WHOM}(?=,? (?:has|have|had|did|broke|forgot|ignored|pushed|merged|deployed|skipped|deleted|left|missed|caused))`,
    ),
    does(
      SOMEBODY,
      `(?:has|have) (?:a |the )?(?:bad |nasty |long )?(?:habit|history|track record|reputation) (?:of|for)|(?:is|are) (?:known|notorious|infamous) for|strikes? again|did it again|tends? to (?:forget|ignore|skip|rush|break|cut|leave|overlook|push|merge|deploy)`,
    ),
    says(`typical(?:ly)? (?:of|for)?(?: the)? ?${WHOM}`),
    does(
      SOMEBODY,
      `(?:always|constantly|keeps?|continually|repeatedly|regularly|routinely|habitually) (?:on )?(?:force-?push(?:es|ing)|overwrit(?:es|ing)|hard-?cod(?:es|ing)|delet(?:es|ing)|overlook(?:s|ing)|miss(?:es|ing)|delay(?:s|ing)|approv(?:es|ing)|los(?:es|ing)|disabl(?:es|ing)|mut(?:es|ing)|silenc(?:es|ing)|push(?:es|ing) (?:broken|over|to)|cut(?:s|ting)|commit(?:s|ting)|shows? up late|arriv(?:es|ing) late|pushed|forgot|ignored|broke|skipped|refused|failed to|answers? (?:late|hours)|mak(?:es|ing) (?:mistakes|errors|excuses)|blam(?:es|ing)|underestimat(?:es|ing)|ship(?:s|ping) (?:broken|bugs|untested))`,
    ),
    does(
      SOMEBODY,
      `(?:never|rarely|seldom|hardly ever|almost never) (?:bother(?:s|ed)|runs? (?:the |any )?(?:tests?|checks)|cleans?|warns?|communicates?|coordinates?|announces?|escalates?|finish(?:es)?|takes? (?:notes|responsibility|ownership|part)|responds?|reacts?|shows? up|attends?|renews?|monitors?|backs? up|admits?|leaves? (?:notes|comments)|read|ran|test|check|review|ask|learn|listen|look|answer|documented|tested|wrote|write)${END}`,
    ),
    does(
      SOMEBODY,
      "been (?:told|warned|asked|reminded) (?:about (?:this|it) )?(?:many|several|multiple|countless|numerous|two|three|four|five|so many) times",
    ),
    does(
      SOMEBODY,
      `(?:always|constantly|continually|keeps?|regularly|habitually|once again|yet again|routinely) (?:on )?(?:forget(?:s|ting)|ignor(?:es|ing)|break(?:s|ing)|skip(?:s|ping)|rush(?:es|ing)|blam(?:es|ing)|mess(?:es|ing)|do(?:es|ing) this|caus(?:es|ing)|makes? (?:such |the same |these |this |stupid )|making (?:such |the same |these |this |stupid )|complain|refus(?:es|ing)|cut(?:s|ting) corners|leav(?:es|ing) (?:things|everything|it|his|her|their)|late|careless|disappear(?:s|ing)|bypass(?:es|ing))`,
    ),
    does(
      SOMEBODY,
      `(?:always|constantly|keeps?|regularly|routinely) (?:deploys|deploying|merges|merging|pushes|pushing|ships|shipping|releases|releasing|changes|changing|commits|committing)${END}[^.;]{0,60}?(?:friday|weekend|evening|midnight|late|without|straight to|directly|untested|in a hurry|last minute|production|prod|main|master)`,
    ),
    does(
      SOMEBODY,
      `(?:never|rarely|hardly ever) (?:checks?|tests?|reads?|listens?|reviews?|asks?|follows?|documents?|learns?|bothers?|cares?|tells?|updates?|thinks?|writes? (?:any )?(?:tests?|docs?)|answers?|replies|looks?|verifies|pays? attention|does (?:his|her|their))${END}`,
    ),
  ]),
  ...kindOf("mistake", [
    does(
      MAYBE_SOMEBODY,
      `(?:entered|typed|picked|chose|supplied|gave|copied|pasted|provided|put in|keyed in) (?:an? |the )(?:incorrect|invalid|bad|outdated|nonsensical|wrong) `,
    ),
    does(
      SOMEBODY,
      `(?:incorrectly|improperly|badly|poorly|sloppily) ${NO_REASONING}\\p{L}+(?:ed|set|en)${END}`,
    ),
    doesSo(SOMEBODY, `${ACTED}${END}`, `(?:incorrectly|improperly|badly|poorly|wrongly)(?= *[.,;]|$)`),
    doesSo(
      SOMEBODY,
      `${ACTED}${END}`,
      `(?:thinking|believing|convinced) (?:that )?(?:it|this|that|he|she|they|${NAME}+|${WEAK}+) (?:was|were) (?:in |on |connected to |logged into )?(?:an? |the |his |her |their )?(?:local|test|staging|dev|copy|sandbox|backup|replica|old|other)`,
    ),
    doesSo(
      SOMEBODY,
      `${ACTED}${END}`,
      `(?:on|against|to|in|into|at|onto|from) (?:the |our |an? )?(?:[\\p{L}-]+ )?${LIVE}[^.;]{0,60}? (?:instead of|rather than|and not|thinking it was|believing it was|assuming it was|when (?:he|she|they) (?:meant|wanted))`,
    ),
    does(
      SOMEBODY,
      `(?:meant|intended|wanted|was supposed|were supposed) to [^.;]{3,80}? but (?:instead |accidentally |actually |mistakenly )?(?:deleted|removed|dropped|ran|hit|typed|picked|chose|selected|pushed|stopped|rebooted|destroyed|wiped|deployed|overwrote|disabled|restarted|killed)`,
    ),
    does(
      SOMEBODY,
      `(?:misread|misunderstood|misconfigured|misinterpreted|mis-?typed|misspelled|mislabel+ed|misplaced|mis-?clicked|mis-?keyed)${END}`,
    ),
    does(SOMEBODY, `${SLIP} ${NO_REASONING}\\p{L}+`),
    doesSo(SOMEBODY, `${ACTED}${END}`, `(?:by mistake|by accident|${SLIP}|in error)${END}`),
    does(
      SOMEBODY,
      `(?:[\\p{L}-]+ly )?${ACTED}${END}(?:(?! (?:that|because|which|since|if) )[^.;]){0,70}? (?:the|a) wrong [\\p{L}\\p{N}\\uE005]+`,
    ),
    does(ANYBODY, `(?:mis)?(?:typed|entered|ran|pasted|clicked|executed)${END}(?: in)? (?:the|an?) wrong`),
    does(
      SOMEBODY,
      `(?:had )?made (?:an? |the |this |another |such )(?:[\\p{L}-]+ ){0,2}?(?:mistake|error|blunder)${END}`,
    ),
    says(`(?:mistakes?|errors?|blunders?) (?:(?:(?:was|were) )?made )?(?:by|of|from|on the part of) ${WHOM}`),
    says(`${PERSON}+'s? (?:own |big |stupid |simple |silly )*(?:mistake|error|blunder|failure to|slip)`),
  ]),
];
