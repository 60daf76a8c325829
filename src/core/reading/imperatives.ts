/** Verbs that commitments begin with: a line that begins with one is a commitment, not the name of several. */
export const IMPERATIVES: ReadonlySet<string> = new Set(
  `add adapt address adjust adopt agree alert align allow analyse analyze announce apply ask assess assign audit automate avoid back backfill backport block bring build bump buy calculate call capture change check clarify clean
  clear close collect commit communicate compare complete configure confirm connect consider consolidate continue contact convert coordinate copy correct cover create cut debug decide decouple decrease define delete deliver deploy deprecate design
  detect determine develop disable discuss distribute document double drop educate eliminate enable encourage encrypt enforce enhance ensure escalate establish evaluate evict examine expand experiment explain explore export expose extend fail file
  find finish fix follow force forbid formalize gather generate get give guard handle harden have hire hold identify implement import improve include increase inform instrument integrate introduce inventory investigate isolate keep label launch learn leave
  let limit link list load log look lower maintain make manage map mark measure merge migrate mitigate modify monitor move name negotiate notify offer open optimise optimize order organise organize patch pause perform pin plan post practice prepare prevent
  prioritise prioritize profile promote propose protect prove provide provision publish pull purge push put raise reach read rebuild recover recreate reduce refactor refine reject release relocate remind remove rename renew repair replace replicate report
  reproduce request require rerun research reserve reset resize resolve restart restore restrict restructure retire retry retrain return reuse revert review revise revisit rework rewrite roll rollback rotate run sanitise sanitize save scale schedule seal search
  secure send separate serve set setup share shift ship show shut shutdown simplify simulate split standardise standardize start stop store streamline strengthen stress subscribe support suppress swap switch sync tag talk teach test throttle tighten tie track train transfer
  translate trigger trim try tune turn understand unify update upgrade upload upstream use validate verify version wait warn watch whitelist work wrap write
  adicionar criar corrigir revisar documentar implementar automatizar configurar remover atualizar investigar garantir avaliar definir melhorar migrar monitorar treinar aumentar reduzir crear agregar corregir documentar revisar actualizar mejorar definir anadir
  ajouter creer corriger documenter ameliorer mettre verifier revoir definir`.split(/\s+/),
);
