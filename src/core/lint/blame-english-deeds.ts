import {
  ANYBODY,
  type BlamePattern,
  does,
  doesSo,
  kindOf,
  later,
  MAYBE_SOMEBODY,
  PERSON,
  SOMEBODY,
  says,
} from "./blame-pattern.ts";
import { ACTED, ATTEMPT, DUTY, DUTY_DONE, END, RULES, TO_PEOPLE } from "./english-words.ts";
import { NAME, WEAK } from "./people-words.ts";

/** English sentences that tell what a person left undone, broke or passed by. */
export const ENGLISH_DEEDS: readonly BlamePattern[] = [
  ...kindOf("failed-to", [
    doesSo(
      SOMEBODY,
      `${ACTED}${END}`,
      `(?:breaking|violating|flouting) (?:the |our |all |every )?(?:[\\p{L}-]+ ){0,2}?${RULES}${END}`,
    ),
    doesSo(
      SOMEBODY,
      `${ACTED}${END}`,
      `(?:although|even though|though) (?:he|she|they|${NAME}+|${WEAK}+) (?:had |was |were |had been |should have )*(?:told|warned|asked|knew|known|instructed|reminded)${END}`,
    ),
    does(
      SOMEBODY,
      `(?:was|were) (?:told|asked|warned|instructed|reminded) (?:not )?to [^.;]{2,60}?,? (?:but|yet|and still) (?:(?:he|she|they|${NAME}+|${WEAK}+) )?(?:carried on|continued|kept|did|never|ignored|refused|went|forgot)`,
    ),
    does(
      SOMEBODY,
      `(?:left (?:the |an? |his |her |their )?(?:[\\p{L}-]+ )?(?:ports?|doors?|bucket|firewall|debug|debug mode|debugging|endpoint|session|terminal|laptop|access|server|database|shell|account) (?:on|open|enabled|unlocked)(?= (?:in|on|for|over|after|all|to)(?!\\p{L})| *[.,]|$)|winged it|jumped the gun|overreacted|took (?:a |too many )?shortcuts?|kept quiet about|concealed|got (?:lazy|sloppy|greedy|careless|confused and)|slacked off)`,
    ),
    does(
      MAYBE_SOMEBODY,
      `never (?:even |once |bothered to )*(?:looked|asked|bothered|listened|thought|told|cared|read the|tested (?:it|this|the)|reviewed)${END}`,
    ),
    does(
      SOMEBODY,
      `(?:(?:blew|barged|ran|rushed) (?:right |straight )?(?:through|past) (?:the|our|all|every)|trampled|misused|abused|(?:got|did|does|gets) (?:it|this|that|everything|things) (?:all |completely |totally )?wrong|made a (?:complete |total |real )?mess)${END}`,
    ),
    doesSo(
      SOMEBODY,
      `${ACTED}${END}`,
      `(?:instead of|rather than) (?:simply |just |first |actually |properly )?(?:asking|looking|checking|reading|testing|following|investigating|escalating|waiting|admitting|telling|fixing|reporting|thinking|calling|paging|verifying|reviewing|doing (?:his|her|their)|listening|using (?:the|our))${END}`,
    ),
    doesSo(
      MAYBE_SOMEBODY,
      `${ACTED}${END}`,
      `(?:although|even though|though|on) (?:an? |the |our |several |all |most |his |her |their )*(?:[\\p{L}-]+ )?(?:tests?|build|checks?|ci|pipeline|suite) (?:(?:was|were|is|are) )?(?:still |clearly |already )?(?:red|failing|broken)${END}`,
    ),
    does(
      SOMEBODY,
      `(?:disabled|switched off|turned off|deactivated|commented out|removed|deleted) (?:the |our |all |some |every |failing )+(?:[\\p{L}-]+ )?(?:tests?|checks|validation|safeguards?) (?:to (?:get|make|save|avoid)|just|because (?:he|she|they|${NAME}+|${WEAK}+))${END}`,
    ),
    doesSo(
      SOMEBODY,
      `${ACTED}${END}`,
      `leaving [^.;]{1,40}? (?:wide open|exposed|unprotected|unattended|unlocked|vulnerable|half-finished)${END}`,
    ),
    does(
      SOMEBODY,
      `(?:does not|doesn't|do not|don't) (?:ever |even |really |properly |bother to )*(?:test|check|listen|review|communicate|care|document|double-?check|think|plan)${END}`,
    ),
    doesSo(
      SOMEBODY,
      `${ACTED}${END}`,
      `without (?:an? |any |the |proper |prior |our )?(?:ticket|test|tests|tested|backup|plan|rollback plan|consent|authori[sz]ation|sign-?off|second (?:pair of eyes|look|opinion)|coordination|code review|peer review|announcement|agreement|consulting|involving|coordinating|understanding|considering|following|backing|documenting|announcing|discussing|having (?:read|tested|checked|asked|verified)|so much as|a thought|a word)${END}`,
    ),
    does(
      SOMEBODY,
      `cut(?:s|ting)? (?:too many )?corners|left [^.;]{1,40}? in (?:an? |the )?(?:public|plain ?text|clear ?text)|had never (?:even |once )?(?:opened|looked|read|tested|checked|bothered|verified|asked|tried)${END}`,
    ),
    does(
      SOMEBODY,
      `(?:was|were|been|is|are) (?:clearly |repeatedly |explicitly )?(?:warned|told|asked|reminded)(?: (?:once|twice|three times|repeatedly|several times|not to))?[^.;]{0,80}?,? (?:and|but|yet) (?:still|did it|went ahead|(?:he|she|they|${NAME}+|${WEAK}+) (?:still |did))`,
    ),
    does(
      SOMEBODY,
      `(?:had not|hadn't|has not|hasn't|have not|haven't|nor) (?:even |properly |really |actually |once |ever |bothered to )*${DUTY_DONE}${END}(?! (?:by|of))`,
    ),
    says(
      `(?:neither|none of) (?:of )?(?:the |our |these |those )?[^.;]{0,60}${PERSON}+ (?:(?:ever |even )?(?:bothered|cared|checked|tested|read|verified|noticed|looked|followed|asked))${END}`,
    ),
    does(
      SOMEBODY,
      `(?:overslept|rubber-?stamped|waved [^.;]{1,30} through|glossed over|shrugged [^.;]{0,40}off|turned a blind eye|looked the other way|covered [^.;]{0,30}up|lied|dragged (?:his|her|their) feet|did not show up|didn't show up|never showed up|(?:was|were) (?:nowhere to be found|awol)|went (?:awol|missing|back to (?:sleep|bed))|lost track of|took (?:his|her|their) eyes? off|gave up too|half-assed|hosed|borked|bricked|mangled|clobbered|leaked|mishandled|misread|misjudged|misinterpreted|mistook|mixed up|fat-?fingered|mistyped|miscalculated|bungled|fumbled|flubbed|omitted to|slacked|dozed|fell asleep|brushed (?:aside|off)|dismissed (?:the|our|my|his|her|all|every|an?)(?: [\\p{L}-]+)? (?:warning|alert|concern|page|report|advice)s?)${END}`,
    ),
    does(
      SOMEBODY,
      `(?:has |have |had )?(?:broken|crashed|corrupted|wrecked|ruined) (?:the|our|my|this|everything|prod|production|it|checkout|login|master|main)${END}`,
    ),
    does(
      SOMEBODY,
      `let (?:the |our |its |their |an? )?[^.;]{1,50}? (?:expire|lapse|run out|fill up|rot|slip|go (?:stale|unnoticed|unanswered))`,
    ),
    does(
      SOMEBODY,
      `(?:(?:reacted|responded|escalated|answered|acted|paged|reverted|woke up|replied|noticed|called)(?: [^.;,]{1,30})? (?:far |much |way )?too (?:slowly|late|hastily|quickly)|waited (?:far |way |much )?too long|took (?:forever|ages)|(?:was|were) (?:far |much |way |too |very )+late)${END}`,
    ),
    does(
      SOMEBODY,
      `left [^.;]{1,40}? (?:wide open|unpatched|unsecured|world-readable|world-writable|open to (?:the|everyone)|publicly|in a broken|in a mess|uncommitted|undocumented)`,
    ),
    later(
      SOMEBODY,
      `[^.;]{0,100}?,? `,
      `(?:despite|in spite of|in disregard of|against) (?:being (?:told|warned|asked)|having been (?:told|warned|asked)|(?:the |our |all |clear |explicit |repeated |several |many |multiple |an? |agreed )*(?:warnings?|advice|instructions?|objections?|failing (?:tests?|checks?|build)|red (?:build|pipeline)|orders|reminders?|freeze|policy|rules?|agreement)|knowing)`,
    ),
    does(
      SOMEBODY,
      `(?:knew|was told|were told|was warned|were warned|had been (?:told|warned|asked)|was asked|were asked|has been (?:told|warned))${END}[^.;]{3,90}?(?:,? (?:but|yet|and still|and)) (?:[^.;]{0,60}? (?:anyway|anyways|regardless)|(?:(?:still|simply|then|just|${NAME}+|${WEAK}+) )*(?:did nothing|did it|went ahead|ignored|chose|used it))${END}`,
    ),
    does(
      SOMEBODY,
      `(?:knew (?:full well|perfectly well|very well|better)|(?:went ahead|ploughed ahead|pushed ahead)[^.;]{0,40}? (?:anyway|regardless))`,
    ),
    doesSo(SOMEBODY, `${ACTED}${END}`, `without (?:even |ever )\\p{L}+ing`),
    doesSo(
      SOMEBODY,
      `(?:pushed|merged|deployed|shipped|released|committed|approved|applied|ran|published|uploaded|rolled)${END}`,
      `(?:half-?baked|half-?finished|untested|unreviewed|broken|sloppy|buggy) (?:fix|hotfix|change|code|migration|release|version|patch|script|query|config|configuration|build|image|commit|feature)`,
    ),
    doesSo(
      SOMEBODY,
      `${ACTED}${END}`,
      `(?:and|then) (?:promptly |immediately |just |simply )?(?:went (?:offline|home|to (?:lunch|bed|sleep)|on (?:vacation|holiday|leave)|afk)|logged off|signed off|left (?:for|the (?:office|building))|disappeared|walked away|called it a day)`,
    ),
    says(`(?:nobody|no one) (?:on|in|from) (?:the |that )?[^.;]{1,30} (?:bothered|cared)`),
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
    doesSo(
      SOMEBODY,
      `${ACTED}${END}`,
      `(?:against|in violation of|contrary to) (?:the |our |all |every |any )?(?:[\\p{L}-]+ ){0,2}?${RULES}${END}`,
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
    doesSo(
      SOMEBODY,
      `${ACTED}${END}`,
      `without (?:even |ever |first |any |proper )?(?:thinking|bothering|asking|telling|approval|permission|checking|testing|reading|verifying|reviewing|review|a review|looking|warning|notice|notifying|informing|(?:running|doing|following|having) (?:the |any |a |our )?(?:[\\p{L}-]+ )?${RULES})${END}`,
    ),
  ]),
];
