import { foldInPlace } from "../dates/words.ts";
import { GIVEN_NAMES } from "../reading/given-names.ts";
import { folded } from "./folded.ts";

/**
 * Whom a sentence names, as one character each that no text holds: words are replaced by as many of them, so that all offsets
 * stay. Patterns then say "a role that ignored" in one place for all roles.
 */
export const ROLE = "\uE000";
/** A login, a known given name, "he" or "she". */
export const NAME = "\uE001";
/** A team by its name; "the team" is the own voice and none. */
export const TEAM = "\uE002";
/** Who may be software as well: "they", "you", an operator, an admin. */
export const WEAK = "\uE003";
/** A capitalised word that nobody knows: a person, a product, a place. */
export const UNKNOWN = "\uE004";
/** Code, quotes and addresses. */
export const OPAQUE = "\uE005";

/** What could be mistaken for the marks above. */
const FOREIGN_MARKS = /[\uE000-\uE005]/g;

const HIDDEN: readonly RegExp[] = [
  /(`{1,3})(?!`)[^`]{1,400}\1/g,
  /<?https?:\/\/[^\s<>]{1,1000}>?/g,
  /["“„«][^"“”„«»]{1,400}["”“»]/g,
  /(?<![\p{L}\p{N}])['‘‚][^'‘’‚]{1,300}['’‘](?![\p{L}\p{N}])/gu,
];

const ROLES = `(?:(?:team|staff|crew) ?members?|(?:co-?|team ?)(?:worker|mate)s?|developers?|dev(?! env)|engineers?|interns?|trainees?|apprentices?|contractors?|consultants?|freelancers?|colleagues?|employees?|programmers?|coders?|technicians?|dbas?|sres?|sysadmins?|administrators?|reviewers?|approvers?|committers?|maintainers?|responders?|on-?call(?:er| person)?|person on (?:call|duty)|(?:tech(?:nical)?|team) leads?|(?:engineering|product|project|release|incident|account|line) managers?|(?:incident )?commanders?|architects?|analysts?|qa engineers?|moderators?|guys?|members? of (?:the|our) [\\p{L}-]{2,30} (?:team|squad|group)|(?:newest |recent )hires?|(?:qa|ops|devops|backend|frontend|platform|security|data|support|dev|development|engineering) leads?|(?:co-?)?authors?|somebody|someone|person(?= who | that | responsible )|(?:night|day|early|late|morning|weekend) shift|(?:support |operations |technical )staff|(?:upper |senior )management|product owners?|(?:sys|junior |senior |network |database )?admins?|(?:primary |secondary )?on-?call(?= (?:did|should|had|was|never|forgot|failed|ignored|missed|took|ran|went|slept|ought))|new hires?|newcomers?|juniors?|data scientists?|the author|estagiari[oa]s?|desenvolvedor(?:a|es|as)?|engenheir[oa]s?|operador(?:a|es|as)?|administrador(?:a|es|as)?|plantonistas?|colegas?|funcionari[oa]s?|tecnic[oa]s?|programador(?:a|es|as)?|analistas?|becari[oa]s?|desarrollador(?:a|es|as)?|ingenier[oa]s?|companer[oa]s?|emplead[oa]s?|practicantes?|stagiaires?|developpeu(?:r|se)s?|ingenieure?s?|operat(?:eur|rice)s?|administrat(?:eur|rice)s?|collegues?|technicien(?:ne)?s?|alternant(?:e)?s?|prestataires?|kolleg(?:e|in|en|innen)|entwickler(?:in|innen|n|s)?|ingenieur(?:in|e|en|s)?|praktikant(?:in|en)?|administrator(?:in|en|s)?|mitarbeiter(?:in|innen|n|s)?|techniker(?:in|s)?|azubis?|werkstudent(?:in|en)?)`;

/** After one of these a role is a part of a name: "the developer portal failed". */
const NOT_ROLE =
  "(?! (?:account|accounts|api|area|bot|column|field|header|interface|link|page|pages|panel|permission|permissions|privileges|rights|node|nodes|endpoint|access|user|console|console's|dashboard|group|guide|image|instance|job|key|mode|pod|pods|portal|process|profile|role|rotation|schedule|script|server|service|set|sign|token|tool|tools|tooling|ui|vm|wiki|error)(?![\\p{L}-]))";
const A_ROLE = folded(`(?<![\\p{L}\\p{N}_./@-])${ROLES}(?![\\p{L}\\p{N}_/-])${NOT_ROLE}`, "g");

const A_TEAM = folded(
  /(?<![\p{L}\p{N}-])(?:(?:the|their) (?!(?:whole|entire|same|incident|response|responding|on-call|oncall|full|rest|own) )(?:[\p{L}\p{N}&-]{2,30} ){1,2}(?:team|squad|department|crew|guys|folks|people|engineers|side)|(?:time|pessoal|equipe|equipo) d[aeo]s? (?!plantao|guardia|resposta|respuesta|incidente)[\p{L}-]{2,30}|l'equipe (?!d'astreinte|de )[\p{L}-]{3,30}|das (?:[\p{L}]{2,30}-team|team [\p{L}]{2,30}))(?![\p{L}-])/u
    .source,
  "g",
);
const TEAM_ALONE =
  /(?<![\p{L}\p{N}-])(?:Ops|QA|DevOps|Marketing|Infra|Sales|Netops|NetOps|SecOps)(?: team)?(?![\p{L}\p{N}/-])/gu;

const HE_OR_SHE = folded(/(?<![\p{L}'-])(?:he|she)(?![\p{L}-])/u.source, "g");
const MAYBE = folded(
  /(?<![\p{L}'-])(?:they|you|operators?|managers?|ele|ela|eles|elas|voce|ella|ellos|ellas|usted|il|elle|ils|elles|er)(?![\p{L}'-])/u
    .source,
  "g",
);
/** Folded, "él" would be an article. */
const EL = /(?<!\p{L})[Éé]l(?!\p{L})/gu;
const LOGIN = /(?<![\p{L}\p{N}_.@/-])@[a-z\d](?:[a-z\d_-]{0,38}[a-z\d])?(?![\w/])/giu;
const CAPITALISED = /(?<![\p{L}\p{N}_.@/-])\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?![\p{L}\p{N}_/]|\.\p{L})/gu;

/** Given names that are English words, too: where a verb follows and they are capitalised they are people. */
const WORD_NAMES = new Set(
  "mark will bill rob bob grace dean frank max rose jack pat sue drew ken carlos hem li wei raj tom ana nick rick greg neil glen dave steve mike joao jose luiza jonas julia juliana priya deepa neha rohan ravi ankit pooja sunil chen wang zhang liu hiro yuto aiko mei ling omar youssef aisha amara kwame chidi ngozi sofie lotte greta lena mia emil jorg gunther heike sabrina uwe dirk silke birgit torsten thorsten camille manon lea theo mathilde aurelie thierry benoit cedric ignacio alba nuria itziar rocio yolanda thiago larissa bia gustavo rodrigo debora vanessa marcela bruna flavio renan denise sandy wendy trevor nate zack zach brett todd brad chad doug gary hank ted tyler kayla haley brooke paige faye marek mateus anders erin zoe olga ivan petra simone ralf felix hugo rosa ines samira katrin pavel karim yuki tobias pierre lina hugo jordan tomasz tanja zofia agnieszka katarzyna krzysztof wojciech pawel piotr jakub mateusz malgorzata anya natasha dmitri dmitry sergei sergey yuri igor oleg svetlana tatiana irina boris vladimir andrei mikhail nikolai milan goran zoran jelena milica dragan ivana marko luka nikola stefan filip matej tomas jiri vaclav lukas ondrej petr jana eva lenka katerina zsolt gabor laszlo istvan attila balazs andras bence eszter zsofia mihai ioana radu vlad elena cristina bogdan catalin dimitris giorgos yannis nikos kostas eleni sven lars nils bjorn henrik magnus anders gustav axel oskar elin astrid freja ingrid solveig sigrid knut oyvind mads rasmus soren mette kirsten aino eero jukka mikko pekka timo ville sanna hanna sari matti antti juha kalle daan bram sander joost wouter femke sanne maaike lotte pieter jeroen mehmet mustafa ahmet emre elif ayse fatma zeynep burak murat hakan kemal farid hassan hussein khalid layla leila nour rania samir tariq yasmin zainab bilal imran faisal usman hamza sana ayesha arjun aditya anil anjali asha deepak divya gaurav kavya kiran lakshmi manish meera nikhil nisha prakash rahul rajesh ramesh sanjay shreya sneha suresh swati vijay vikram vivek amit akash isha kenji takeshi hiroshi satoshi naoki haruto sakura yoko akira daichi minh linh thanh nguyen huong somchai jin soo-jin minjun jiho xin xiaoming yan feng jian lei ming qiang juan diego andres felipe santiago mateo camila valeria daniela gabriela alejandro alejandra ricardo eduardo roberto rodolfo esteban gonzalo raul ramon jaime lorena mariana catalina ximena guadalupe lucia martina sofia paula beatriz caio davi enzo heitor henrique igor leandro leonardo luan matheus murilo otavio samuel tiago vitor wesley aline amanda carolina fernanda gabriela helena isabela jessica leticia natalia patricia priscila rafaela raquel tatiana viviane antoine baptiste clement gaelle guillaume helene jerome laurent lucie marion nathalie olivier pauline quentin romain sylvain valerie yann chiara francesca giulia giuseppe lorenzo luca matteo paolo pietro riccardo salvatore silvia valentina alessandro alessia davide elisa annika bastian claudia dieter elke florian gerhard hannes helga holger ingo jens jurgen karsten klaus maike malte marlene matthias nadine norbert oliver ralph reiner rolf sonja stefanie susanne svenja swen tanja udo ulrich ulrike volker wolfgang abigail adele aiden aileen allison angie annabel annie audrey ava bea becky bella betty beverly billy bobby bonnie bridget bruce candice carolyn carrie cassie celeste cheryl clare colleen connie connor courtney craig dana daphne debbie deirdre diane dolores donna doris dorothy duncan dylan edgar edwin eileen elaine elijah eliza elliot elsie ethel eugene eve fergus finn frances freya gavin gemma geoff geraldine gillian ginny gloria graham gwen harriet harvey hilary holly howard hugh imogen jacqueline jake janice jared jenna jess jill jo joanna joanne jodie josephine joyce judy kathryn kathy katrina kay kerry kirsty kristen kurt larry lee leonard lesley lewis lily liz lois lola lorraine lucille lucy lydia lynn mabel mae maggie malcolm mandy marcia marian marilyn marvin maureen maurice maxine meg meredith mildred millie miranda mitch moira molly morgan muriel myra nell nellie neville nigel noelle norma norman owen pam patty perry phoebe phyllis polly quinn randy rashid raymond reggie renee rhoda rhonda rhys roxanne roy rupert russell sadie sally sam sasha selma serena shane shawn sheila shelley shirley spencer stacy stan stewart sylvia tammy tara terry tess theodore theresa tiffany toby tracy trish val vernon vivian walt wanda whitney willie winifred wyatt yvette zachary zane zelda celine amelie helene elodie estelle noemie aurore adaeze babajide chinedu emeka folake ifeoma obinna oluwaseun tunde yemi thabo sipho lerato nomsa abebe fatou mamadou ousmane kofi abena yaw".split(
    " ",
  ),
);

/** How sentences begin, and what is capitalised without being anybody. */
const NOBODY = new Set(
  "the a an this that these those it its there here we our us i my me nobody everyone everybody anyone anybody no none nothing some any all both each every either neither one two three many most several few another other such what when where why who which how if as at by for from in on to of with without after before during since until while because although though so and or but not yet then also later once again only even just still already monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december sorry thanks thank please note update root cause team utc".split(
    " ",
  ),
);

/**
 * A sentence as the patterns read it: folded, people marked, code and quotes opaque. Every UTF-16 unit stands where it was.
 * @param guess whether capitalised words that nobody knows count as people, too
 */
export function markPeople(sentence: string, guess: boolean): string {
  const plain = HIDDEN.reduce(
    (text, pattern) => text.replace(pattern, (found) => OPAQUE.repeat(found.length)),
    sentence.replace(FOREIGN_MARKS, " "),
  );
  const marked = foldInPlace(withNames(plain, guess)).replace(/[\s\u00a0]/g, " ");
  return marked
    .replace(A_TEAM, (found) => TEAM.repeat(found.length))
    .replace(A_ROLE, (found) => ROLE.repeat(found.length))
    .replace(HE_OR_SHE, (found) => NAME.repeat(found.length))
    .replace(MAYBE, (found) => WEAK.repeat(found.length));
}

/** "Mark Jensen" is one name. */
const FULL_NAME = new RegExp(`${NAME} (?:${UNKNOWN}+|\\p{Lu}\\p{Ll}+(?=[ ,.']))`, "gu");
/** German capitalises every noun. */
const IS_GERMAN = /(?<!\p{L})(?:der|die|das|den|dem|und|nicht|hat|haben|ist|war|wurde|hätte)(?!\p{L})/iu;

/** Names are told by their capitals, which folding takes away. */
function withNames(text: string, guess: boolean): string {
  const unknown = guess && !IS_GERMAN.test(text) ? UNKNOWN : "";
  const known = text
    .replace(EL, (found) => WEAK.repeat(found.length))
    .replace(LOGIN, (found) => (/bot$/i.test(found) ? OPAQUE : NAME).repeat(found.length))
    .replace(TEAM_ALONE, (found) => TEAM.repeat(found.length))
    .replace(CAPITALISED, (found) => markOf(found, unknown).repeat(found.length) || found);
  return known.replace(FULL_NAME, (found) => NAME.repeat(found.length));
}

function markOf(word: string, unknown: string): string {
  const folded = foldInPlace(word);
  const [first = ""] = folded.split("-");
  if (GIVEN_NAMES.has(first) || WORD_NAMES.has(first)) return NAME;
  return NOBODY.has(folded) || IS_ROLE.test(folded) ? "" : unknown;
}

/** Roles, pronouns and determiners at the beginning of a sentence are no names. */
const IS_ROLE = new RegExp(
  `^(?:${ROLES}|(?:he|she|they|you|operators?|admins?|managers?|somebody|someone|ele|ela|eles|elas|voce|ella|ellos|ellas|usted|il|elle|ils|elles|er|o|os|as|el|la|los|las|le|les|un|une|um|uma|der|die|das|ein|eine|nosso|nossa|nuestro|notre|unser|their|human|user|cp|new|nao|no|se|whoever|erro|error|erreur|menschliches|menschlicher|hat|leider))$`,
  "u",
);
