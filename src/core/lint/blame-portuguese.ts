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

/** Portuguese sentences that blame a person, folded. */
export const PORTUGUESE: readonly BlamePattern[] = [
  ...kindOf("to-blame", [
    says(`culpa (?:(?:e|foi) )?(?:toda |somente )?${OF}${PERSON}+`),
    does(
      MAYBE_SOMEBODY,
      `(?:e|foi|sao|foram) (?:o |a |os |as )?(?:unic[oa] |grande )?(?:culpad[oa]s?|responsave(?:l|is) (?:por (?:causar|derrubar|quebrar)|pel[ao] (?:queda|falha|interrupcao|perda|incidente|erro|problema|indisponibilidade)))`,
    ),
    says(
      `(?:causad[oa]|provocad[oa]) (?:por|pel[oa]) (?:um |uma |o |a |nosso |nossa )?(?:[\\p{L}-]{1,30} )?${PERSON}+`,
    ),
    says(`por causa ${OF}${PERSON}+`),
    does(
      SOMEBODY,
      `(?:causou|provocou) (?:o|a|um|uma|esse|essa|este|esta) (?:incidente|queda|falha|interrupcao|indisponibilidade|problema|perda|erro)`,
    ),
  ]),
  ...kindOf("human-error", [
    mentions(`erros? human[oa]s?|falhas? humanas?|erro ${OF}${PERSON}+|erro d[eo] operador`),
  ]),
  ...kindOf("careless", [
    says(
      `por (?:pura |mera |total |simples )?(?:falta de (?:atencao|cuidado|zelo|responsabilidade|compromisso|profissionalismo|comprometimento)|descuido|desatencao|negligencia|preguica|irresponsabilidade|imprudencia|incompetencia|desleixo)`,
    ),
    says(`falt(?:ou|aram) (?:a devida |mais )?(?:atencao|cuidado) ${OF}${PERSON}+`),
    says(
      `(?:falta de (?:atencao|cuidado|zelo)|descuido|desatencao|negligencia|preguica|irresponsabilidade|imprudencia|incompetencia|desleixo) ${OF}${PERSON}+`,
    ),
    does(
      MAYBE_SOMEBODY,
      `(?:foi|foram|e|sao|estava|estavam|agiu|agiram) (?:muito |bastante |bem |tao |de forma )?(?:descuidad|irresponsave|negligente|desatent|imprudente|preguicos|incompetente|relaxad|desleixad)\\p{L}*`,
    ),
    does(SOMEBODY, `nao (?:teve (?:o )?(?:menor )?cuidado|prestou (?:a devida )?atencao|se importou|ligou)`),
  ]),
  ...kindOf("should-have", [
    does(
      SOMEBODY,
      `(?:deveria|deveriam|devia|deviam|tinha que|tinha de|precisava) ter (?!sido (?!mais)|recebid|tido|visto|acesso)[a-z]+(?:do|to|sto|go)${END}`,
    ),
    does(
      MAYBE_SOMEBODY,
      `(?:deveria|deveriam|devia|deviam) ter (?:testado|verificado|avisado|conferido|lido|perguntado|sabido|revisado|prestado|tomado|pensado)`,
    ),
    does(SOMEBODY, `nao (?:deveria|devia|podia|poderia) ter [a-z]+(?:do|to)${END}`),
    says(
      `se (?:o |a )?${PERSON}+ (?:nao )?tivesse (?:verificado|testado|lido|seguido|avisado|conferido|prestado|revisado|perguntado|esperado|esquecido|ignorado|pulado)`,
    ),
  ]),
  ...kindOf("failed-to", [
    mentions(
      `ninguem d[aeo]s? (?!time|nosso|nossa|equipe)[\\p{L}-]{2,30} (?:sequer |nem )?(?:verificou|testou|avisou|revisou|leu|olhou|conferiu|se importou)`,
    ),
    does(
      MAYBE_SOMEBODY,
      `(?:(?:se )?esquec(?:eu|eram)(?:-se)?(?! de (?:liberar|responder))|nao se (?:deu|deram) ao trabalho|nem se (?:deu|deram) ao trabalho)`,
    ),
    does(
      SOMEBODY,
      `(?:ignor(?:ou|aram)|negligenci(?:ou|aram)|descumpri(?:u|ram)|desrespeit(?:ou|aram)|fez besteira|fizeram besteira|quebr(?:ou|aram)|estrag(?:ou|aram)|derrub(?:ou|aram)|falh(?:ou|aram) (?:em|ao) |deix(?:ou|aram) de (?!responder|funcionar|receber|ter|existir))`,
    ),
    does(
      SOMEBODY,
      `(?:nao|nem|nunca) (?:sequer |se )?(?:(?:verific|test|chec|valid|consult|avis|comunic|document|revis|perguntou|confirm)(?:ou|aram)|conferi(?:u|ram)|le[ur](?:am)?|segui(?:u|ram)|atualizou)${END}`,
    ),
    does(
      SOMEBODY,
      `pul(?:ou|aram) (?:o|a|os|as) (?:teste|testes|revisao|etapa|validacao|homologacao|checklist|aprovacao|processo)s?`,
    ),
    does(
      SOMEBODY,
      `(?:rodou|executou|subiu|fez|publicou|mesclou|aplicou|apagou|alterou|mudou|mexeu)[^.;]{0,90} sem (?:antes |nem |ao menos |sequer )?(?:testar|verificar|conferir|avisar|perguntar|pensar|ler|revisar|revisao|aprovacao|autorizacao|nem|pedir|consultar|ninguem)`,
    ),
  ]),
  ...kindOf("always-never", [
    does(
      SOMEBODY,
      `(?:sempre|vive|toda vez|de novo) (?:esquece|ignora|pula|quebra|atrasa|faz (?:isso|deploy|besteira|merge)|esquecendo|quebrando|erra|deixa (?:tudo|para)|sobe|derruba|reclama)`,
    ),
    does(
      SOMEBODY,
      `nunca (?:testa|verifica|le|confere|avisa|documenta|escuta|pergunta|revisa|segue|presta atencao|aprende|responde|atualiza)${END}`,
    ),
  ]),
  ...kindOf("mistake", [
    does(
      SOMEBODY,
      `(?:[a-z]+(?:ou|eu|iu|ez|aram|eram)|subiu)${END}[^.;]{0,140}? (?:por engano|sem querer|por acidente|acidentalmente|por distracao)`,
    ),
    does(
      SOMEBODY,
      `(?:(?!(?:encontrou|viu|achou|corrigiu|percebeu|notou|detectou|mostrou|recebeu)${END})[a-z]+(?:ou|eu|iu)|fez|pos)${END}[^.;]{0,60}? (?:errad[oa]s?)${END}`,
    ),
    does(SOMEBODY, `(?:cometeu|fez) (?:um |uma )(?:grande )?(?:erro|engano|besteira|falha)`),
  ]),
];
