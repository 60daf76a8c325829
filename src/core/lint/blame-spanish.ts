import {
  type BlamePattern,
  does,
  kindOf,
  MAYBE_SOMEBODY,
  mentions,
  PERSON,
  SOMEBODY,
  says,
} from "./blame-pattern.ts";

const END = "(?![\\p{L}-])";
const OF = `(?:d[aeo]s? |del |du |de l'|d'|de (?:la |los |las |les |el )?)(?:[\\p{L}-]{1,30} )?`;

/** Spanish sentences that blame a person, folded. */
export const SPANISH: readonly BlamePattern[] = [
  ...kindOf("to-blame", [
    says(`culpa (?:(?:es|fue) )?(?:toda )?${OF}${PERSON}+`),
    does(
      MAYBE_SOMEBODY,
      `(?:(?:tiene|tuvo|tienen|tuvieron) (?:toda )?la culpa|(?:es|fue|son|fueron) (?:el |la |los |las )?(?:unic[oa] )?(?:culpables?|responsables? (?:de (?:causar|tumbar|romper)|de(?:l| la) (?:caida|fallo|corte|perdida|incidente|error|interrupcion))))`,
    ),
    says(
      `(?:causad[oa]|provocad[oa]) por (?:un |una |el |la |nuestro |nuestra )?(?:[\\p{L}-]{1,30} )?${PERSON}+`,
    ),
    says(`por culpa ${OF}${PERSON}+`),
    does(
      SOMEBODY,
      `(?:causo|provoco) (?:el|la|un|una|este|esta) (?:incidente|caida|fallo|corte|interrupcion|problema|perdida|error)`,
    ),
  ]),
  ...kindOf("human-error", [mentions(`error(?:es)? humanos?|fallos? humanos?|error ${OF}${PERSON}+`)]),
  ...kindOf("careless", [
    says(
      `por no (?:prestar atencion|tener cuidado|leer|mirar|revisar|probar|seguir|avisar|comprobar|preguntar)[^.;]{0,80}`,
    ),
    mentions(`(?:nadie|ninguno) (?:(?:del|de los|en el|de la) [^.;]{1,40} )?se (?:molesto|tomo la molestia)`),
    says(
      `por (?:pura |mera |simple |puro |mero )?(?:falta de (?:atencion|cuidado)|descuido|negligencia|pereza|irresponsabilidad|imprudencia|incompetencia|dejadez)`,
    ),
    says(
      `(?:falta de (?:atencion|cuidado)|descuido|negligencia|pereza|irresponsabilidad|imprudencia|incompetencia|dejadez) ${OF}${PERSON}+`,
    ),
    does(
      MAYBE_SOMEBODY,
      `(?:fue|fueron|es|son|estaba) (?:muy |bastante |tan )?(?:descuidad|irresponsable|negligente|imprudente|perezos|incompetente|distraid)\\p{L}*`,
    ),
    does(SOMEBODY, `no (?:tuvo (?:el )?cuidado|presto atencion|le importo)`),
  ]),
  ...kindOf("should-have", [
    does(
      SOMEBODY,
      `(?:deberia|deberian|debio|debieron|tendria que|tendrian que|debia) haber (?!sido (?!mas)|recibido|tenido|visto)[a-z]+(?:do|to|cho)${END}`,
    ),
    does(
      MAYBE_SOMEBODY,
      `(?:deberia|deberian|debio|debieron) haber (?:probado|verificado|comprobado|avisado|leido|preguntado|sabido|revisado|prestado|pensado)`,
    ),
    does(SOMEBODY, `no (?:deberia|debio) haber(?:lo)? [a-z]+(?:do|to|cho)${END}`),
    says(
      `si (?:el |la )?${PERSON}+ (?:no )?hubiera (?:verificado|comprobado|probado|leido|seguido|avisado|revisado|prestado|preguntado|esperado|olvidado|ignorado)`,
    ),
  ]),
  ...kindOf("failed-to", [
    does(
      MAYBE_SOMEBODY,
      `(?:(?:se )?(?:le |les )?olvid(?:o|aron)|no se (?:molesto|molestaron|tomo la molestia))`,
    ),
    does(
      SOMEBODY,
      `(?:ignor(?:o|aron)|descuid(?:o|aron)|incumpli(?:o|eron)|pas(?:o|aron) por alto|romp(?:io|ieron)|tumb(?:o|aron)|la (?:lio|cago)|dej(?:o|aron) de (?!responder|funcionar|recibir|tener))`,
    ),
    does(
      SOMEBODY,
      `(?:no|ni|nunca) (?:siquiera |se )?(?:(?:comprob|verific|prob|revis|avis|comunic|document|valid|consult|pregunt|confirm|teste)(?:o|aron)|le(?:yo|yeron)|sigui(?:o|eron))${END}`,
    ),
    does(
      SOMEBODY,
      `se salt(?:o|aron) (?:el|la|los|las) (?:prueba|revision|paso|validacion|checklist|aprobacion|proceso|lista)s?`,
    ),
    does(
      SOMEBODY,
      `(?:ejecuto|desplego|subio|hizo|publico|aplico|borro|cambio|fusiono)[^.;]{0,90} sin (?:probar|verificar|comprobar|avisar|preguntar|pensar|leer|revisar|revision|aprobacion|autorizacion|ni|pedir|consultar)`,
    ),
  ]),
  ...kindOf("always-never", [
    does(
      SOMEBODY,
      `siempre (?:(?:se )?olvida|ignora|se salta|rompe|hace (?:lo mismo|esto)|despliega|deja (?:todo|para)|llega tarde)`,
    ),
    does(
      SOMEBODY,
      `nunca (?:prueba|verifica|lee|comprueba|avisa|documenta|escucha|pregunta|revisa|sigue|presta atencion|aprende|responde)${END}`,
    ),
  ]),
  ...kindOf("mistake", [
    does(
      SOMEBODY,
      `[a-z]+(?:o|io|aron|ieron)${END}[^.;]{0,140}? (?:por error|sin querer|por accidente|accidentalmente|por equivocacion)`,
    ),
    does(
      SOMEBODY,
      `(?:(?!(?:encontro|vio|corrigio|noto|detecto|mostro|recibio)${END})[a-z]+(?:o|io)|hizo|puso)${END}[^.;]{0,60}? (?:equivocad[oa]s?|incorrect[oa]s?|errone[oa]s?)${END}`,
    ),
    does(SOMEBODY, `(?:cometio|hizo) un (?:gran |grave )?error`),
    does(SOMEBODY, `se equivoc(?:o|aron)`),
  ]),
];
