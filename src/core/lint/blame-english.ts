import {
  ANYBODY,
  type BlamePattern,
  does,
  doesSo,
  kindOf,
  later,
  MAYBE_SOMEBODY,
  mentions,
  PERSON,
  SOMEBODY,
  says,
  WHOM,
} from "./blame-pattern.ts";
import {
  ACTED,
  BADLY,
  CARELESS,
  CARELESSLY,
  DEED,
  DONE,
  DUTY_DONE,
  END,
  HARM,
  LAPSE,
  QUALITY,
} from "./english-words.ts";
import { NAME, ROLE, WEAK } from "./people-words.ts";

/** English sentences that blame a person. */
export const ENGLISH: readonly BlamePattern[] = [
  ...kindOf("to-blame", [
    says(
      `(?:the )?fault (?:is|was) (?:with|of) ${WHOM}|(?:fault|blame|responsibility) (?:lies|rests|falls|goes|belongs) (?:\\p{L}+ ){0,2}?(?:with|on|to) the (?:team|people|person) (?:that|who|behind|responsible)`,
    ),
    does(
      SOMEBODY,
      `(?:is|was) (?:always |once again |again |yet again )?the one (?:who|that)(?= (?:breaks?|broke|deleted|caused|forgot|killed|ignored|messed|pushed|merged|skipp|left|approved|wiped|took down|never|always|did not|didn't))`,
    ),
    says(
      `shame on (?:${WHOM}|him|her|them)|hold ${WHOM} (?:accountable|responsible)|it(?:'s| is) always ${WHOM}|${PERSON}+'s? (?:typo|bug|mess|breakage|screwup)${END}(?! (?:fix|report))|${PERSON}+ (?:is|are) a liability`,
    ),
    says(
      `(?:fault|mistake|doing|work) of whoever|this is what (?:you get|happens) (?:when|if|for letting) ${WHOM}|no(?:body|t anyone| one)(?: else)? to blame but (?:${WHOM}|himself|herself|themselves)`,
    ),
    does(
      SOMEBODY,
      `(?:(?:is|was|are|were) |\\p{L}+ly )*(?:the (?:reason|cause|root cause|source|culprit|offender)|guilty)${END}|(?:is|was|are|were) (?:\\p{L}+ )?responsible for (?:causing|breaking|losing|(?:this|the|our|all (?:the|this))(?: [\\p{L}-]+){0,2} ${HARM}${END}(?! (?:response|channel|review|report|call|process|management|command|communication|budget|tracker|handling|room)))`,
    ),
    does(
      SOMEBODY,
      `cost (?:us|the company|the team|our (?:users|customers))${END}|(?:single-handedly|singlehandedly)`,
    ),
    does(
      SOMEBODY,
      `(?:must|should|needs? to|has to|have to|ought to|will have to) (?:be (?:held (?:accountable|responsible)|blamed|fired|sacked|disciplined|punished|reprimanded|ashamed|removed from|replaced)|answer for|own up|explain (?:why|himself|herself|themselves)|apologi[sz]e|take (?:full |the )?(?:responsibility|blame) for (?:this|the|his|her|their))`,
    ),
    says(
      `(?:the |an? )?(?:root cause|main cause|cause|culprit|problem|reason|failure|fault|outage)(?: of [^.;:,]{1,60}| here)? ?(?:is|was|:|lies with|comes? down to|boils? down to)(?: that| simply| clearly| down to)* ${WHOM}(?:'s? (?:\\p{L}+ )?(?:failure|decision|code|change|commit|choice)(?! freeze)| (?:who|not|\\p{L}+ing|mis\\p{L}+)${END})`,
    ),
    says(
      `(?:due to|because of|down to|(?:a|the) (?:direct )?(?:result|consequence) of|caused by) ${WHOM}(?: on (?:duty|call|shift))? (?:not|who|never|simply|(?!being|having)\\p{L}+ing)${END}`,
    ),
    says(`traced (?:back )?to ${WHOM}(?! (?:team )?[\\p{L}-]+)(?!')`),
    says(
      `(?:(?:we|you) (?:have|can thank) ${WHOM}(?: to thank)?(?= for (?:this|the|that))|no thanks to ${WHOM}|courtesy of ${WHOM}|on ${PERSON}+'s? watch|${PERSON}+'s? (?:fault|doing)${END})`,
    ),
    says(
      `(?:${BADLY}) (?:[\\p{L}-]+ )?(?:${DEED}|move|idea|planning|documentation) (?:by|of|from|on the part of) ${WHOM}`,
    ),
    says(
      `(?:the (?:person|one|engineer|developer|guy) (?:who|that) [^.;]{3,60} (?:is|was)|it (?:is|was)) ${WHOM}(?=,? (?:who|that) (?:broke|deleted|caused|forgot|killed|ignored|messed|removed|dropped|disabled|pushed|merged|left|approved|skipped|wiped|overwrote|took down))`,
    ),
    says(
      `(?:(?:fault|blame|responsibility)(?: for [^.;]{1,60})? (?:lies|rests|falls|sits|belongs|goes) (?:\\p{L}+ ){0,2}?(?:with|on|to)|(?:i|we) (?:blame|hold)) (?:${WHOM}|him|her|them)`,
    ),
    says(
      `(?:overlooked|forgotten|ignored|neglected|misconfigured|botched|messed up|broken|ruined|screwed up|mishandled|bypassed) by ${WHOM}(?!'| (?:team )?[\\p{L}-]+'s)`,
    ),
    says(
      `(?:accidentally|mistakenly|wrongly|incorrectly|carelessly|erroneously|improperly) \\p{L}+(?:ed|en|un|set|ut) by ${WHOM}(?!')`,
    ),
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
    says(
      `because of ${WHOM}(?!')(?= (?:we|the|our|everything|it|all|customers|users)(?! (?:noticed|found|were able|could|saved|knew|learned|recovered|team (?:noticed|found|could)))|[,.!]|$)`,
    ),
  ]),
  ...kindOf("human-error", [
    mentions(
      "(?:human|operator|manual|personal|individual|user|personnel) (?:oversight|slip(?:-up)?|blunder|negligence|carelessness|inattention|lapse|stupidity|incompetence|mistake)s?",
    ),
    mentions(
      `(?:error|oversight|lapse)s? (?:of judge?ment )?(?:on the part of|(?:made |committed )?by) (?:${WHOM}|(?:the |an? )?${WEAK}+)`,
    ),
    mentions("layer[ -]8|id-?10-?t|problem between (?:the )?(?:chair|keyboard)"),
    mentions("user error(?=:| by | on the part of)"),
    mentions(`(?:human|pilot|[${ROLE}${WEAK}]+) (?:error|mistake|failure)|pebkac|fat[- ]finger(?:ed|ing)?`),
    mentions("(?:(?:due to|caused by|cause(?: was|:)|was|because of|by) (?:an? )?user error)"),
  ]),
  ...kindOf("careless", [
    says(
      `(?:you|${PERSON}+) (?:clearly|obviously|evidently) (?:did not|didn't|do not|don't|never|have not|haven't) \\p{L}+`,
    ),
    says(
      `(?:dumb|stupid|idiotic|brain-?dead|moronic|amateurish|careless|sloppy|shoddy|negligent|reckless|irresponsible|lazy|half-assed|thoughtless) (?:[\\p{L}-]+ )?(?:${DEED}|thing|idea|move|way)${END}(?=.{0,120}${PERSON})|(?<=${PERSON}.{0,120})(?:dumb|stupid|idiotic|brain-?dead|moronic|amateurish|careless|sloppy|shoddy|negligent|reckless|irresponsible|lazy|half-assed|thoughtless) (?:[\\p{L}-]+ )?(?:${DEED}|thing|idea|move|way)${END}`,
    ),
    does(
      SOMEBODY,
      `made (?:an? |the |some |several )?(?:very |really |rather )?(?:${BADLY}|rash|unwise|fatal|costly) (?:[\\p{L}-]+ )?(?:${DEED}|decision|call|choice)${END}`,
    ),
    doesSo(
      SOMEBODY,
      `${ACTED}${END}`,
      `(?:in (?:an?|too much of a|such a|his|her|their) (?:great )?(?:hurry|rush|haste)|out of (?:boredom|spite|convenience|impatience|laziness)|to save (?:time|effort|(?:him|her|them)sel(?:f|ves)|[\\p{L}\\p{N}]+ minutes)|unread|on a whim|for (?:his|her|their) own convenience|to get (?:the |a )?(?:build|pipeline|ci|tests) (?:green|to pass|passing)|because (?:he|she|they|${NAME}+|${WEAK}+) (?:wanted to|was in a|were in a|could not be|couldn't be|did not want|didn't want|felt like|thought (?:it|that) (?:was|would)))${END}`,
    ),
    says(
      `(?:poorly|badly|sloppily|carelessly|hastily|improperly|half-heartedly|lazily) (?:reviewed|tested|written|configured|handled|planned|communicated|executed|designed|documented|implemented|managed|coded|prepared|built) by ${WHOM}(?!')`,
    ),
    does(
      SOMEBODY,
      `(?:(?:was|were|is|are)(?:n't| not) doing (?:his|her|their) job|with (?:absolutely |apparently )?(?:no|little|zero) (?:clue|idea|understanding|sense|respect|regard|knowledge|discipline))${END}`,
    ),
    later(
      SOMEBODY,
      `[^.;]{3,120}?, `,
      `(?:an? |which is |which was |what an? )?(?:\\p{L}+ly )?(?:inexcusable|unforgivable|shameful|amateurish|unacceptable|embarrassing|amateur|(?:complete|total|utter|shocking|clear|blatant|appalling|gross|obvious|serious) (?:lack of|disregard for) (?:${QUALITY}|our|the|any))${END}`,
    ),
    says(
      `(?:${PERSON}+'s?|his|her) (?:own |utter |complete |total |blatant |sheer |usual )*(?:${BADLY} (?:[\\p{L}-]+ )?${DEED}|${LAPSE}|(?:complete |total |utter )?(?:lack of|disregard for|indifference to|contempt for)|refusal|unwillingness|reluctance|inability to (?:follow|read|communicate|listen|test|admit|plan|think)|decision (?:not to (?:test|check|tell|ask|wait|follow|document|review)|to (?:skip|ignore|bypass|rush|cut corners|hide|omit))|(?:bad|nasty|annoying|careless) habits?)${END}`,
    ),
    says(`${LAPSE} (?:by|of|from|on the part of) (?:${WHOM}|(?:the |an? |one )?${WEAK}+)`),
    says(
      `(?:lack of|no|poor|insufficient|too little|not enough) ${QUALITY} (?:by|of|from|on the part of|among) (?:${WHOM}|(?:the |an? )?${WEAK}+)`,
    ),
    says(`${BADLY} ${QUALITY} (?:by|of|from|on the part of) (?:${WHOM}|(?:the |an? )?${WEAK}+)`),
    does(
      SOMEBODY,
      `(?:lacks?|lacked|showed? (?:no|poor|little|zero|a lack of|a complete lack of)|shown (?:no|poor|little|zero)|has no|have no|had no|displayed (?:no|poor|a lack of)) (?:the |any |basic |real |proper |sense of |respect for |regard for |idea how )*(?:${QUALITY}${END}(?! of (?:the|this|that|what))|business |discipline|maturity|experience to be|regard)`,
    ),
    does(
      SOMEBODY,
      `(?:is|was|were|are|being|got|became|been)(?:n't| not)? (?:just |simply |so |too |very |being |clearly |obviously |far |way |much |a bit |really )*(?:overconfident|cavalier|complacent|lax|hasty|impatient|oblivious|clueless|ignorant|naive|arrogant|stubborn|unreliable|unqualified|unfit|incapable|disorgani[sz]ed|trigger-happy|unprofessional|out of (?:his|her|their) depth|in over (?:his|her|their) head|inept|hopeless|useless|asleep|drunk|(?:not |never )?(?:careful|thorough|diligent|attentive|cautious|qualified|competent|capable|skilled|vigilant|disciplined|serious) enough|not (?:thorough|qualified|competent|capable|up to (?:the|this|his|her)|fit to|paying|concentrating|taking|serious|thinking)|too (?:inexperienced|junior|eager|quick to|busy (?:chatting|gaming|playing|scrolling)|careless|proud|slow|confident|sure of))`,
    ),
    does(
      SOMEBODY,
      `(?:(?:really |clearly |obviously |evidently |still |simply |apparently |honestly )(?:do|does|did)(?: not|n't)|(?:does|do|did)(?: not|n't) (?:really |clearly |even |seem to |seem to even |appear to |want to |bother to )?(?:care|understand (?:the (?:system|basics|code|impact|consequences)|how|what|basic|sql|git|anything|indexes)|know what (?:${PERSON}|${WEAK})+ (?:is|was|are|were)|take [^.;]{1,40} seriously|respect|value))${END}`,
    ),
    does(
      SOMEBODY,
      `(?:(?:apparently|clearly|obviously|evidently) )?(?:thinks|thought|decided|figured|felt) (?:that )?(?:it (?:is|was|would be) (?:a (?:good|great|brilliant|clever) idea|fine|ok|okay|funny|smart|clever|acceptable|enough) to|(?:the )?(?:rules?|process|tests?|staging|reviews?|policy|policies|docs|documentation|checklists?|runbooks?) (?:do|does|did|is|are|was|were)|(?:he|she|they|${NAME}+|${WEAK}+) (?:knows?|knew) better|above|important enough)`,
    ),
    says(
      `(?:(?<!\\p{L})(?:apparently|clearly|obviously|evidently|of course|naturally),? ${WHOM}) (?:thinks|thought|believes|considers?|forgot|could not|couldn't|did not|didn't|does not|doesn't|never|had better|has better|was too|decided)`,
    ),
    does(
      SOMEBODY,
      `(?:needs?|has|have|must|ought|really needs?) (?:to )?(?:finally )?(?:learn (?:to|how|that)|stop${END}|get (?:his|her|their) act together|pay (?:more |better |closer )?attention|do better|grow up|be (?:far |much )?more (?:careful|attentive|diligent|responsible|disciplined)|be retrained|wake up|start (?:reading|testing|following|listening|checking|thinking|caring|paying|taking))`,
    ),
    says(
      `(?:${BADLY}|unacceptable|dumb|unfair|typical) (?:of|from|for) (?:${WHOM}|(?:the |an? )?${WEAK}+|him|her|them)(?! to (?:be blamed|think))`,
    ),
    says(
      `(?:can't|cannot|can not|couldn't|could not|never) (?:really |ever )?(?:be trusted|trust|rely on|count on|depend on) ${WHOM} (?:to|with|for|again)`,
    ),
    does(
      SOMEBODY,
      `(?:can't|cannot|can not|couldn't|could not|should not|shouldn't|should never) be (?:trusted|relied|left|allowed|given)(?= (?:to|with|on|near|alone|access|production|anywhere|root|admin))`,
    ),
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
      `(?:is|was|were|are|being|got|been)(?:n't| not)? (?:just |simply |so |too |very |being |clearly |obviously )*${CARELESS}${END}`,
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
      `(?:just|only|simply) (?:had|needed) to (?:read|check|look|ask|wait|run|follow|test|verify|use)${END}`,
    ),
    does(
      SOMEBODY,
      `(?:never )?(?:should(?: really| certainly| clearly| at least| probably| never| not|n't)*(?: never)?(?: have|'ve)|ought (?:not )?to have|(?:could|might)(?: have|'ve) (?:just |simply |easily |at least |also )+)(?: at least| just| simply| also| really| never| first| \\p{L}+ly)? ?${DONE}${END}`,
    ),
    does(
      MAYBE_SOMEBODY,
      `(?:really |clearly |certainly )*(?:ought to have|should(?: really| clearly)? have) known`,
    ),
    says(
      `(?:if only|if|had) ${WHOM}(?: on (?:duty|call|shift|rotation))?(?:(?<=if [^.;]{1,80}) had(?:n't| not)?)?(?: only| just| actually| simply| properly| even| at least| not| bothered to)* ${DONE}${END}(?! (?:access|about the))`,
    ),
    does(SOMEBODY, `(?:had|has|have) no business \\p{L}+ing`),
    does(
      SOMEBODY,
      `(?:should(?: really| certainly| clearly| at least| probably)?(?: have|'ve)|ought to have|should(?: not|n't| never)(?: have|'ve))(?: at least| just| simply| also| really)? ${DUTY_DONE}${END}`,
    ),
    does(
      MAYBE_SOMEBODY,
      `(?:should(?: really| clearly| at least)?(?: have|'ve)|ought to have) (?:known|checked|tested|asked|told|informed|warned|notified|communicated|consulted|announced|followed|thought|verified|double[- ]?checked|reviewed|listened|paid attention|been (?:more |much more |far more )?(?:careful|cautious|attentive|diligent))${END}`,
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
];
