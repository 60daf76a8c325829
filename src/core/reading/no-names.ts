/** Words in capitals that stand where a name could, and are none. Folded. */
export const NO_NAMES: ReadonlySet<string> = new Set(
  `todo done open closed wip note notes high low medium critical urgent major minor normal blocker blocked blocking optional stretch mandatory required pending review reviewed ongoing
  started planned complete completed fixed shipped merged later soon never maybe none nobody team teams everyone anyone someone owner assignee unassigned unknown various multiple
  prevent detect mitigate process training prevention detection mitigation monitoring alerting testing documentation docs tooling people backend frontend infra infrastructure platform security support devops
  network networking database storage mobile release engineering operations product design legal finance sales marketing management leadership compliance customer customers vendor
  production staging prod live test tests beta alpha canary main master develop preview internal external public private general misc other
  linux unix windows azure google amazon docker redis kafka nginx apache mysql postgres mongo oracle python java kotlin rust swift rails django react angular node github gitlab jira slack datadog grafana prometheus sentry pagerduty opsgenie
  statuspage cloudflare fastly terraform ansible kubernetes helm istio envoy consul vault jenkins argo airflow spark hadoop snowflake elastic elasticsearch kibana
  json yaml http https rest soap saml ldap oauth cors sast dast cicd mttr mttd mtbf rca slos slas slis crud uuid ascii utf smtp imap dhcp ipsec vlan ecdsa sigterm sigkill oom
  january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday today tomorrow
  quick short long immediate asap next phase part step item action idea example template draft new old same also only both all any each
  email phone chat meeting call page alert alerts incident outage hotfix rollback deploy deployment config feature flag flags data date time status type priority
  eu us uk apac emea latam global local remote central north south east west`.split(/\s+/),
);
