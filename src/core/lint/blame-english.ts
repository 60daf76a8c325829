import {
  ANYBODY,
  type BlamePattern,
  does,
  kindOf,
  later,
  MAYBE_SOMEBODY,
  PERSON,
  SOMEBODY,
  says,
  WHOM,
} from "./blame-pattern.ts";
import { NAME, ROLE, WEAK } from "./people-words.ts";

const END = "(?![\\p{L}-])";

/** What one tries and may not manage, without any fault. */
const ATTEMPT = `(?:reproduce|reach|contact|connect|log ?in|log into|log on|sign in|restart|reboot|start|stop|find|locate|get|access|recover|restore|fix|roll|load|bring|join|resolve|mitigate|identify|isolate|pinpoint|determine|stabili[sz]e|stem|open|see|download|install|clone|build|compile|replicate|trigger|revive|repair|clear|free|drain|fail|scale|meet|make it|complete|complete|finish|diagnose|recreate|apply|ssh|authenticate|receive|hear|wake|convince|fully|persuade|agree)`;

/** What people do with care or without, in the base form. */
const DUTY = `(?:bother|check|double-?check|cross-?check|verify|test|follow|read|think|care|pay (?:any )?attention|tell|inform|communicate|notify|warn|review|ask|consult|respect|comply|document|update|confirm|validate|back ?up|do (?:his|her|their) job|listen|coordinate|announce|mention|clean up|rotate|renew|use (?:the|our) (?:checklist|runbook|template|process|procedure)|take (?:the )?(?:time|care)|look at (?:the|what)|want to)`;
const DUTY_DONE = `(?:known|checked|double[- ]?checked|verified|tested|followed|read(?! access| permission|-only| replica)|thought|cared|paid|told|informed|communicated|notified|warned|reviewed|asked|consulted|documented|updated|confirmed|validated|backed|done|listened|coordinated|announced|mentioned|noticed|reali[sz]ed|caught|spotted|waited|remembered|considered|anticipated|understood|learned|raised|reported|escalated|reverted|rolled|used|run|made|taken|added|renewed|rotated|merged|pushed|deployed|stopped|disabled|tried|set|left|kept|touched|approved|prepared|planned|looked|acted|reacted|been (?:more |much more |far more )?(?:careful|cautious|attentive|aware|diligent|paying|watching|monitoring)|(?:been )?more careful)`;

const ACTED = `(?:did|does|ran|runs|executed|deployed|pushed|merged|entered|typed|deleted|dropped|removed|selected|chose|picked|clicked|applied|restarted|rebooted|changed|edited|copied|pasted|uploaded|used|set|configured|misconfigured|shipped|released|terminated|destroyed|disabled|committed|overwrote|wrote|updated|sent|pulled|shut|started|connected|logged|truncated|rolled|revoked|modified|approved|published|unplugged)`;
/** "Unintentionally" and "inadvertently" defend rather than blame. */
const SLIP = `(?:accidentally|mistakenly|erroneously|wrongly)`;
const NO_REASONING = `(?!assum|believ|thought|conclud|diagnos|told|blamed|accused)`;
const CARELESSLY = `(?:carelessly|recklessly|negligently|lazily|sloppily|thoughtlessly|irresponsibly|foolishly|stupidly|blindly|hastily)`;
const CARELESS = `(?:careless|lazy|sloppy|negligent|incompetent|inattentive|reckless|irresponsible|stupid|clueless|asleep at the wheel|unprofessional|too (?:impatient|hasty|lazy)|not (?:careful|paying attention|diligent))`;
const RULES = `(?:rules?|polic(?:y|ies)|process(?:es)?|procedures?|checklists?|runbooks?|reviews?|code review|approvals?|staging|tests?|testing|test suite|canary|qa|validation|verification|backups?|safeguards?|guidelines?|instructions?|warnings?|change (?:control|management|freeze)|freeze|steps?|dry run|smoke tests?|staging test|peer review|sign-off|advice|documentation|docs)`;
const TO_PEOPLE = `(?:prod|production|(?:the |our )?(?:whole |entire |main |public |production )?(?:site|website|web site|api|app|shop|store|service|platform|system|database|db|checkout|cluster|network|build|homepage|pipeline|server|backend|everything|business)|everything|us)`;
const HARM = `(?:outage|incident|downtime|data loss|loss|failure|crash|mess|disaster|bug|error|mistake|breach|leak|damage|problem|issue|breakage|interruption|disruption|double charge|accident)s?`;

/** English sentences that blame a person. */
export const ENGLISH: readonly BlamePattern[] = [
  ...kindOf("to-blame", [
    says(
      `(?:this(?: one)?|that(?: one)?|(?:failure|mistake|outage|incident|downtime)(?: [^.;]{1,50})?) is (?:entirely |solely |all )?on [${NAME}]+(?= *[.!]| *$)`,
    ),
    does(SOMEBODY, "(?:is|was|are|were) the reason (?:why |that )?(?:we|the|this|our|everything)"),
    does(
      MAYBE_SOMEBODY,
      `(?:is|are|was|were)(?: \\p{L}+ly)? (?:to blame|at fault|the (?:one to blame|culprit|guilty))`,
    ),
    does(
      SOMEBODY,
      `(?:(?:is|are|was|were)(?: \\p{L}+ly)? responsible for (?:causing|breaking|(?:this|the|our|all (?:the|this))(?: [\\p{L}-]+){0,2} ${HARM}(?! (?:response|channel|review|report|call|process|management|command|communication|budget|tracker|handling|room))))`,
    ),
    does(
      SOMEBODY,
      `(?:single-handedly )?caused (?:the|this|an?|our|another|yet another)(?: [\\p{L}-]+){0,3} ${HARM}`,
    ),
    says(`(?:caused|created) (?:solely |entirely |only )?by ${WHOM}(?!'| (?:team )?[\\p{L}-]+'s)`),
    says(`(?:${PERSON}+'s?|his|her|their own) fault`),
    says(`blame[sd] ${WHOM}`),
    says(
      `(?:fault of|(?:fault|blame|responsibility) (?:for [^.;]{1,60} )?(?:lies|rests|falls) (?:\\p{L}+ )?(?:with|on)|(?:i|we) blame) (?:${WHOM}|him|her|them)`,
    ),
    says(`because of ${WHOM}(?!')(?= (?:we|the|our|everything|it|all|customers|users)|[,.!]|$)`),
  ]),
  ...kindOf("human-error", [
    says("user error(?=:| by | on the part of)"),
    says(`(?:human|pilot|[${ROLE}${WEAK}]+) (?:error|mistake|failure)|pebkac|fat[- ]finger(?:ed|ing)?`),
    says("(?:(?:due to|caused by|cause(?: was|:)|was|because of|by) (?:an? )?user error)"),
  ]),
  ...kindOf("careless", [
    says(
      `(?:was|is|were) (?:very |so |totally |utterly |just )*(?:irresponsible|careless|negligent|reckless|stupid|foolish|sloppy|lazy|unprofessional) of (?:${WHOM}|him|her|them)`,
    ),
    says(
      `(?:careless|incompetent|lazy|negligent|reckless|sloppy|clueless) (?:[\\p{L}-]+ )?(?:${PERSON}|${WEAK})+`,
    ),
    says(
      `(?:an?|the|our|some|this) (?:inexperienced|incompetent|careless|negligent|lazy|sloppy|clueless|reckless|unqualified|overconfident) (?:[\\p{L}-]+ )?(?:${PERSON}|${WEAK})+ ${ACTED}`,
    ),
    does(
      SOMEBODY,
      `(?:(?:really |clearly |obviously )?(?:had|have|has) no (?:idea|clue) what (?:${PERSON}|${WEAK})+ (?:was|were|is|are) doing|did (?:an? )?(?:poor|bad|terrible|sloppy|lousy|careless) (?:job|work)|made no (?:effort|attempt)|let (?:us|the team|every(?:body|one)) down|rushed (?:the|this|through|into)|jumped to conclusions|panicked)`,
    ),
    does(MAYBE_SOMEBODY, `${CARELESSLY}${END}`),
    later(SOMEBODY, `[^.;]{0,100} `, `${CARELESSLY}${END}`),
    does(
      MAYBE_SOMEBODY,
      `(?:is|was|were|are|being|got)(?:n't| not)? (?:just |simply |so |too |very |being |clearly |obviously )*${CARELESS}${END}`,
    ),
    does(ANYBODY, `(?:was|were)(?: not|n't) (?:careful|paying attention|thinking|diligent)`),
    does(
      ANYBODY,
      `(?:did not|didn't|does not|doesn't|couldn't|could not) (?:even )?(?:care|give a (?:damn|shit)|be bothered|pay (?:any |enough |close )?attention)`,
    ),
    says(
      "(?:out of|due to|through|by|because of|sheer|pure|gross|plain) (?:sheer |pure |plain |gross |simple )?(?:carelessness|negligence|incompetence|laziness|sloppiness|stupidity|inattention|recklessness)",
    ),
    says(
      `(?:${PERSON}+'s?|his|her) (?:own )?(?:carelessness|negligence|incompetence|laziness|sloppiness|stupidity|inattention|recklessness|inexperience|lack of (?:attention|care|diligence|discipline|experience|judge?ment|attention to detail)|poor judge?ment|sloppy work|bad attitude)`,
    ),
    says(
      `(?:carelessness|negligence|incompetence|laziness|sloppiness|stupidity|inattention|recklessness|inexperience|lack of (?:attention|care|diligence|discipline)) (?:of|by|on the part of|from) (?:${WHOM}|(?:the |an? )?${WEAK}+)`,
    ),
    does(
      SOMEBODY,
      "(?:has been |have been |was |were )?(?:warned|told|reminded|asked|needs?|has|have|must|ought) (?:to )?be (?:much )?more (?:careful|attentive|diligent)",
    ),
    says("(?:rookie|stupid|dumb|idiotic|sloppy|lazy|amateur) (?:mistake|error)s?"),
  ]),
  ...kindOf("should-have", [
    does(
      SOMEBODY,
      `(?:should(?: really| certainly| clearly| at least| probably)?(?: have|'ve)|ought to have|should(?: not|n't| never)(?: have|'ve))(?: at least| just| simply| also| really)? ${DUTY_DONE}${END}`,
    ),
    does(
      MAYBE_SOMEBODY,
      `(?:should(?: really| clearly| at least)?(?: have|'ve)|ought to have) (?:known|checked|tested|asked|told|followed|thought|verified|double[- ]?checked|reviewed|listened|paid attention|been (?:more |much more |far more )?(?:careful|cautious|attentive|diligent))${END}`,
    ),
    says("(?<!(?<!\\p{L})(?:we|i|one) )should(?: have|'ve) known better"),
    says(
      `(?:if|had)(?: only)? ${WHOM}(?: had(?:n't| not)?)? (?:only |just |actually |simply |bothered to )?(?:checked|tested|followed|read|asked|waited|verified|reviewed|listened|paid (?:more )?attention|been (?:more )?(?:careful|attentive)|told|thought|done (?:his|her|their) (?:job|work|homework)|double[- ]?checked|(?:not )?(?:ignored|forgotten|skipped|pushed|merged|deployed|rushed))`,
    ),
    does(
      SOMEBODY,
      `(?:could|might) have been (?:more |a bit more |far more )?(?:careful|cautious|attentive|diligent)`,
    ),
  ]),
  ...kindOf("failed-to", [
    does(
      SOMEBODY,
      `(?:took (?:far |way |much )?too long|(?:was|were) (?:much |far |too |very )*slow to (?:react|respond|act|answer)|wasted (?:an?|\\p{L}+|\\d+) (?:hours?|minutes?|days?|time)|left [^.;]{1,40} (?:unattended|exposed|unlocked|unprotected|half-finished|wide open))`,
    ),
    does(SOMEBODY, `(?:forgot|forgotten)${END}(?! nothing)`),
    does(
      ANYBODY,
      `(?:forgot|forgotten) (?:to (?!(?:load|start|release|flush|respond|sync|reconnect|close)${END})|about )`,
    ),
    does(SOMEBODY, `failed to (?!${ATTEMPT}${END})\\p{L}+`),
    does(
      MAYBE_SOMEBODY,
      `failed to (?:follow|tell|inform|communicate|read|test|review|think|ask|warn|document|mention|bother)${END}`,
    ),
    does(
      SOMEBODY,
      `(?:neglected(?! (?:by|in))|disregarded|refused to (?!${ATTEMPT}${END}|connect)|overlooked|flouted|violated)`,
    ),
    does(
      SOMEBODY,
      `(?:chose to )?ignor(?:ed|e) (?!(?:the |all |any )?(?:noise|noisy|false|flapping|duplicate|unrelated|stale|distraction))`,
    ),
    does(SOMEBODY, `(?:did not|didn't|never) (?:even |properly |really |actually |once )?${DUTY}${END}`),
    does(
      SOMEBODY,
      `never (?:even |once )?(?:verified|checked|tested|read|asked|told|informed|reviewed|documented|followed|updated|announced|looked|ran (?:the|any|his|her) tests?)${END}`,
    ),
    says("(?:nobody|no one|none of them) (?:even )?(?:bothered|cared)"),
    does(
      ANYBODY,
      `(?:did not|didn't|never) (?:even )?(?:bother|bothered|do (?:his|her|their) (?:job|homework))${END}`,
    ),
    does(
      SOMEBODY,
      `broke (?!(?:the )?glass|out|down|off|even|up|through|free|the (?:loop|cycle|deadlock|tie|problem|work|task|story|change|lock|news|silence))`,
    ),
    does(
      SOMEBODY,
      `(?:took|brought|knocked)(?: down ${TO_PEOPLE}| ${TO_PEOPLE} (?:down|offline))${END}(?! (?:for|to) )`,
    ),
    does(
      ANYBODY,
      `(?:messed (?:this |it |things |everything )?up|screwed (?:this |it |things |everything )?up|botched|ruined|dropped the ball|blew it|goofed)`,
    ),
    does(
      SOMEBODY,
      `${ACTED}${END}[^.;:]{0,60}? (?:against|in violation of|contrary to) (?:the |our |all |every |any )?(?:[\\p{L}-]+ ){0,2}?${RULES}${END}`,
    ),
    does(
      SOMEBODY,
      "slept through|(?:was|were) supposed to [^.;]{3,80}? but (?:went|did not|didn't|never|forgot|left|was (?:asleep|away|at lunch))",
    ),
    does(
      SOMEBODY,
      `${ACTED} (?:an? |the |his |her |their )?(?:untested|unreviewed|unapproved|half-finished)${END}`,
    ),
    does(
      SOMEBODY,
      `(?:wiped|nuked|trashed|wrecked|killed) (?:the |our )?(?:prod|production|live|whole|entire|customer|main)`,
    ),
    does(
      SOMEBODY,
      `(?:skipped|bypassed|circumvented|sidestepped|cut corners|missed) (?:the |our |all |any |every |an? )?(?:[\\p{L}-]+ ){0,3}?${RULES}${END}`,
    ),
    does(SOMEBODY, `(?:missed|overlooked) (?:the |an? |this )?(?:obvious|typo|bug|error|mistake|warning)`),
    later(
      SOMEBODY,
      `[^.;]{1,120}?,? (?:while |by |simply |and )?`,
      `(?:ignoring|disregarding|bypassing|skipping) (?:the |our |all |any |every |his |her |their )?(?:[\\p{L}-]+ ){0,2}?${RULES}${END}`,
    ),
    does(
      SOMEBODY,
      `${ACTED}${END}[^.;:]{0,90}? without (?:even |ever |first |any |proper )?(?:thinking|bothering|asking|telling|approval|permission|checking|testing|reading|verifying|reviewing|review|a review|looking|warning|notice|notifying|informing|(?:running|doing|following|having) (?:the |any |a |our )?(?:[\\p{L}-]+ )?${RULES})${END}`,
    ),
  ]),
  ...kindOf("always-never", [
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
    does(SOMEBODY, `${SLIP} ${NO_REASONING}\\p{L}+`),
    does(SOMEBODY, `${ACTED}${END}[^.;]{0,170}? (?:by mistake|by accident|${SLIP}|in error)${END}`),
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
