import { foldInPlace } from "./dates/words.ts";

/**
 * Words of an action item that let nobody tell when it is done. `open-ended`: a search without an end ("investigate").
 * `unmeasurable`: more of a good thing ("improve monitoring"). `attitude`: a wish about people ("be more careful").
 */
export type Vague = { word: string; kind: "open-ended" | "unmeasurable" | "attitude" };

/** How much of a title is read, in UTF-16 units. */
const LIMIT = 300;

/** "We should …", "TODO: …": what comes before the verb. */
const OPENING =
  /^(?:[^\p{L}\p{N}]+|(?:todo|task|action(?: item)?|we|i|team|please|let's|also|maybe|someone|should|shall|must|could|can|might|need(?:s)? to|have to|has to|want to|would like to|to|try to|continue(?: to)?|further|vamos|precisamos|devemos|deve-se|temos que|debemos|hay que|il faut)(?![\p{L}\p{N}-]))+/u;

const ATTITUDE =
  /^(?:(?:be|being|stay|get) (?:(?:more|extra|very|much more) )?(?:careful|vigilant|diligent|attentive|mindful|cautious|aware|proactive)|pay (?:more|closer|better) attention|take (?:more|better|greater) care|try harder|do better|do not make (?:this|the same) mistake|don't make (?:this|the same) mistake|communicate (?:better|more)|(?:better|improve|improved|more|clearer) (?:team )?(?:communication|collaboration|awareness)|raise awareness|(?:ter|tomar|tenham) (?:mais |muito )?cuidado|prestar (?:mais )?atencao|ficar (?:mais )?atent[oa]s?|melhorar a comunicacao|tener (?:mas )?cuidado|prestar (?:mas )?atencion|mejorar la comunicacion|faire (?:plus )?attention|ameliorer la communication|vorsichtiger sein|besser aufpassen)(?![\p{L}-])/u;

const OPEN_ENDED =
  /^(?:investigat(?:e|ing)|look(?:ing)? into|look at|explore|research|consider|think (?:about|of)|discuss|evaluate|examine|revisit|figure out|understand|review (?:the |our |all )?(?:current |existing )?(?:process(?:es)?|procedures?|practices|policies|approach|monitoring|alerting|architecture)|investigar|avaliar|considerar|pensar (?:em|sobre|en)|estudar|estudiar|explorar|pesquisar|discutir|analisar|analizar|entender|evaluar|revisar (?:o |os |el |los )?(?:processos?|procesos?|procedimentos?)|etudier|enqueter|analyser|evaluer|reflechir|envisager|discuter)(?![\p{L}-])/u;

/** Good things of which there is never enough. */
const GOOD = `(?:monitoring|alerting|alerts|alarms|observability|logging|logs|metrics|documentation|docs|runbooks|process|processes|procedures|testing|tests|test coverage|coverage|performance|reliability|resilience|resiliency|stability|robustness|security|quality|code quality|visibility|training|onboarding|tooling|automation|capacity planning|incident response|incident management|error handling|response times?|knowledge sharing|monitoramento|monitoracao|alertas|observabilidade|documentacao|processos?|testes|cobertura(?: de testes)?|desempenho|confiabilidade|resiliencia|estabilidade|seguranca|qualidade|visibilidade|treinamento|automacao|monitoreo|monitorizacion|documentacion|procesos?|pruebas|rendimiento|fiabilidad|seguridad|calidad|surveillance|supervision|qualite|securite|processus|fiabilite)`;
const MORE = new RegExp(
  `^(?:(?:improve|improving|enhance|increase|strengthen|optimi[sz]e|boost|refine|tighten|beef up|invest in|focus on|(?:add |create |write |have |need )?(?:more|better|improved|additional)|melhorar|aprimorar|otimizar|reforcar|aumentar|(?:mais|melhor|melhores|mas|mejor|mejores) |mejorar|optimizar|reforzar|ameliorer|renforcer) *)(?:the |our |all |a |o |as |os |el |la |los |las |le |les |l')?(?:overall |general |internal |team |system |service |better |more )?${GOOD}(?: (?:and|&|e|y|et) (?:the |our |a |o |la |el )?${GOOD})?(?: (?:in|for|of|across|around|do|da|de|dos|das|del) (?:the |our |all |o |a )?(?:system|systems|service|services|platform|team|teams|infrastructure|stack|project|application|app|product|sistema|sistemas|servico|servicos|plataforma|time|equipe|servicio|servicios))?[\\s.!]*$`,
  "u",
);

/** What is there when the search is over: then it has an end. */
const DELIVERABLE =
  /(?<![\p{L}-])(?:write|writing|written|writeup|document|record|report|decide|decision|fix|implement|address|resolve|add|remove|replace|enable|disable|set up|configure|create|build|publish|propose|proposal|share|post|open|file|choose|pick|prototype|poc|rfc|adr|spike|time-?box(?:ed)?|roll out|present|agree|update|mitigate|patch|list|note|summar(?:y|ise|ize)|escrever|documentar|registrar|registar|decidir|decisao|corrigir|implementar|relatorio|propor|proposta|publicar|adicionar|remover|escribir|decision|informe|propuesta|rediger|documenter|decider|rapport)(?![\p{L}])/u;

/** "Investigate: the pool is at 90 %, raise it to 200" says it behind the colon. */
const SPECIFIED = /[:;–—]\s+\S+\s+\S+/;

/**
 * What makes an action item vague, and the words that do; null for everything that may well be clear, since a hint on a
 * good item annoys. Reads how the title begins.
 */
export function vagueWording(title: string): Vague | null {
  const written = title.slice(0, LIMIT);
  const folded = foldInPlace(written);
  const from = OPENING.exec(folded)?.[0].length ?? 0;
  const words = folded.slice(from);
  const found = (kind: Vague["kind"], length: number): Vague => ({
    word: written.slice(from, from + length).replace(/[\s.!]+$/, ""),
    kind,
  });
  const attitude = ATTITUDE.exec(words);
  if (attitude && !hasMeasure(words.slice(attitude[0].length))) return found("attitude", attitude[0].length);
  const search = OPEN_ENDED.exec(words);
  if (search && !hasEnd(words.slice(search[0].length))) return found("open-ended", search[0].length);
  const more = MORE.exec(words);
  return more ? found("unmeasurable", more[0].length) : null;
}

function hasEnd(rest: string): boolean {
  return DELIVERABLE.test(rest) || SPECIFIED.test(rest);
}

/** A number, code, or the way it shall be done. */
function hasMeasure(rest: string): boolean {
  return /\d|`|(?:^|\s)(?:by|via|through|using|with an?) \S/.test(rest) || hasEnd(rest);
}
