/** A service, component, team or sector, as a label names it: `service: checkout` is a service called checkout. */
export type Area = { kind: string; name: string; label: string };

/** What labels call an area, in the languages that they are written in. */
const KINDS = [
  ...["service", "area", "component", "team", "sector", "system", "product", "module", "squad", "affects"],
  ...["serviço", "servico", "área", "componente", "equipe", "time", "setor", "sistema", "produto"],
  ...["servicio", "equipo", "équipe", "equipe", "secteur", "composant", "dienst", "bereich", "komponente"],
];
const LABEL = new RegExp(`^\\s*(${[...new Set(KINDS)].join("|")})s?\\s*[:/]+\\s*(\\S.*)$`, "iu");

/** The areas that labels name: `service: x`, `area/x`, `component: x`, `team: x`, `sector: x`. */
export function areasIn(labels: readonly string[]): Area[] {
  return labels.flatMap((label) => {
    const [, kind = "", name = ""] = LABEL.exec(label) ?? [];
    return name ? [{ kind: kind.toLowerCase(), name: name.trim(), label }] : [];
  });
}
