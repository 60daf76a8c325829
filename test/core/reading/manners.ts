import type { Reading } from "../../../src/core/reading/reading.ts";

/** Documents in the manners that people write in, all made up, and what they say. */
type Manner = [
  manner: string,
  said: Partial<Pick<Reading, "title" | "severity" | "started" | "detected" | "mitigated" | "resolved">>,
  document: string,
];

export const MANNERS: readonly Manner[] = [
  [
    "a template of the book: date and status in bold, OUTAGE BEGINS in the timeline",
    {
      title: "Recipe search postmortem (incident #212)",
      severity: null,
      started: "2031-04-17T14:54Z",
      detected: "2031-04-17T14:55Z",
      resolved: "2031-04-17T16:30Z",
    },
    `# Recipe search postmortem (incident #212)

**Date**: 2031-04-17

**Authors**: dana, miro

**Status**: Complete, action items in progress

**Summary**: Recipe search was down for 96 minutes while a cooking show aired.

## Timeline

2031-04-17 (*all times UTC*)

* 14:51 News reports that the show's final has begun
* 14:53 Traffic to recipe search grows eightyfold
* 14:54 **OUTAGE BEGINS** — backends run out of file descriptors
* 14:55 dana receives pager storm from all clusters
* 14:57 All searches fail
* 15:28 miro: new binary pushed to one cluster
* 16:10 half of the clusters recovered
* 16:30 **OUTAGE ENDS**, all clusters serving
* 16:45 dana: review scheduled
`,
  ],
  [
    "key events in a nested list, without colons, repaired before resolved",
    {
      started: null,
      detected: "2027-03-02T09:14",
      mitigated: "2027-03-02T10:40",
      resolved: "2027-03-02T11:05",
    },
    `## Incident on 2027-03-02 - ingress certificates not renewed

- **Key events**
  - First detected 2027-03-02 09:14
  - Incident declared 2027-03-02 09:30
  - Repaired 2027-03-02 10:40
  - Resolved 2027-03-02 11:05

- **Time to repair**: 1h 26m

- **Identified**: A user reported browser warnings at 09:10

- **Review actions**:
  - Renew certificates 30 days ahead
`,
  ],
  [
    "the same with colons, several incidents' worth of other times around",
    { detected: "2027-03-02T09:14", resolved: "2027-03-02T11:05" },
    `# Incident on 2027-03-02 - ingress certificates

- **Key events**
  - First detected: 2027-03-02 09:14
  - Incident declared: 2027-03-02 09:30
  - Resolved: 2027-03-02 11:05
- **Context**:
  - 2027-02-01 08:00: the issuer was changed
`,
  ],
  [
    "headings with the full date once, then bare times, in Pacific time",
    {
      started: "2029-02-20T11:30-08:00",
      detected: "2029-02-20T11:34-08:00",
      resolved: "2029-02-21T01:10-08:00",
    },
    `# 2029-02-20, hub database locked

## Timeline

All times in PST

### Feb 20 2029 11:30

The incident starts with the hub's database being locked.

### 11:34

A user reports on the chat that launches fail.

### 23:50

The volume is detached by hand.

### 01:10

The hub is back to normal.
`,
  ],
  [
    "central European time in summer and winter by the date",
    { detected: "2028-07-03T16:20+02:00", resolved: "2028-07-03T18:00+02:00" },
    `# 2028-07-03, too many pods

## Timeline

All times in CEST (Paris)

- 16:20 Somebody notices that builds hang
- 17:15 Old pods deleted
- 18:00 Everything is back to normal
`,
  ],
  [
    "a review with a table of facts and a timeline with zones on each line",
    {
      severity: "S2",
      started: "2030-05-06T08:25Z",
      detected: "2030-05-06T08:31Z",
      resolved: "2030-05-06T10:02Z",
    },
    `# Incident review: CI jobs stuck

| Field | Value |
| --- | --- |
| Severity | S2 |
| Start time | 2030-05-06 08:25 UTC |
| Time to detection | 6 min |
| End time | 2030-05-06 10:02 UTC |

## Timeline

2030-05-06

- 08:10 UTC - Maintenance on the registry ends
- 08:25 UTC - Jobs are no longer picked up
- 08:31 UTC - Alert fired: CI queue length
- 09:40 UTC - Registry token rotated
- 10:02 UTC - Queue drained, incident resolved
`,
  ],
  [
    "a table of one row of facts",
    {
      severity: "SEV-2",
      started: "2030-06-01T22:10-04:00",
      resolved: "2030-06-02T00:40-04:00",
    },
    `# Checkout errors

| Severity | Start (EDT) | End (EDT) | Lead |
|---|---|---|---|
| SEV-2 | 2030-06-01 22:10 | 2030-06-02 00:40 | Kim |

## What happened

Cards were declined.
`,
  ],
  [
    "front matter with all of it",
    {
      title: "Search index rebuilt from the wrong snapshot",
      severity: "SEV3",
      started: "2030-01-02T14:03:00Z",
      detected: "2030-01-02T14:20:00Z",
      resolved: "2030-01-02T15:20:00Z",
    },
    `---
title: "Search index rebuilt from the wrong snapshot"
severity: SEV3
started_at: 2030-01-02T14:03:00Z
detected_at: 2030-01-02T14:20:00Z
resolved_at: 2030-01-02T15:20:00Z
---

## Summary

Results were a week old.
`,
  ],
  [
    "a status page, newest first, the time below the words",
    { started: null, detected: null },
    `# Delayed notifications

**Resolved** - This incident has been resolved.
May 5, 15:20 UTC

**Monitoring** - A fix has been implemented and we are monitoring the results.
May 5, 14:50 UTC

**Investigating** - We are investigating delayed notifications.
May 5, 14:03 UTC
`,
  ],
  [
    "newest first, under headings of a day",
    { detected: "2030-05-05T14:03Z", resolved: "2030-05-05T15:20Z" },
    `# Delayed notifications

## Timeline (UTC)

### 2030-05-05

- 15:20 All notifications delivered, the incident is over
- 14:50 A second worker pool is added
- 14:20 The queue is found to be full
- 14:03 Customers report delayed notifications
`,
  ],
  [
    "a table with the date and the time in columns of their own",
    { detected: "2030-11-30T23:52Z", resolved: "2030-12-01T00:31Z" },
    `# Batch import stalled

## Chronology

| Date | Time (UTC) | What | Who |
| --- | --- | --- | --- |
| 2030-11-30 | 23:40 | Import starts | cron |
| | 23:52 | Monitoring alerts on lag | PagerDuty |
| 2030-12-01 | 00:31 | Lag is gone, service is fully recovered | |
`,
  ],
  [
    "a table whose columns have no known names",
    { detected: "2030-11-30T09:02+09:00", resolved: "2030-11-30T09:45+09:00" },
    `# 2030-11-30 login failures

Times are JST.

## Timeline

| # | | |
| --- | --- | --- |
| 1 | 09:02 | Alert: login error rate above 5% |
| 2 | 09:30 | Session store restarted |
| 3 | 09:45 | Logins are back to normal |
`,
  ],
  [
    "Korean, labels and a timeline",
    {
      severity: "1등급",
      started: "2030-05-01T14:03+09:00",
      detected: "2030-05-01T14:05+09:00",
      resolved: "2030-05-01T15:20+09:00",
    },
    `# 결제 API 지연 장애 보고서

- 장애 등급: 1등급
- 발생 시각: 2030-05-01 14:03 KST
- 인지 시각: 2030-05-01 14:05 KST
- 복구 시각: 2030-05-01 15:20 KST

## 타임라인

- 14:03 결제 API 5xx 증가
- 14:05 그라파나 알람 수신
- 15:20 정상화 확인
`,
  ],
  [
    "Korean, afternoon written as words",
    { detected: "2030-05-01T14:05", resolved: "2030-05-01T15:20" },
    `# 2030년 5월 1일 로그인 장애

## 타임라인

- 오후 2:03 배포 시작
- 오후 2:05 고객 문의 접수
- 오후 2시 40분 롤백 시도
- 오후 3:20 서비스 복구 완료
`,
  ],
  [
    "Japanese, a table of facts",
    {
      severity: "S2",
      started: "2030-05-01T14:03",
      detected: "2030-05-01T14:10",
      resolved: "2030-05-01T15:20",
    },
    `# 決済エラー 障害報告

| 項目 | 内容 |
| --- | --- |
| 重大度 | S2 |
| 発生日時 | 2030年5月1日 14:03 |
| 検知日時 | 2030年5月1日 14:10 |
| 復旧日時 | 2030年5月1日 15時20分 |

## 原因

証明書の期限切れ。
`,
  ],
  [
    "Japanese, a timeline with the zone in its heading",
    { detected: "2030-05-01T14:10+09:00", resolved: "2030-05-01T15:20+09:00" },
    `# 決済エラー（2030/05/01）

## タイムライン（JST）

- 14:03 デプロイ
- 14:10 アラート発報
- 14:40 ロールバック開始
- 15:20 復旧を確認
`,
  ],
  [
    "Portuguese, with the hours written 14h05",
    {
      severity: "Alta",
      started: "2030-03-13T14:05-03:00",
      detected: "2030-03-13T14:12-03:00",
      resolved: "2030-03-13T15:20-03:00",
    },
    `# Pós-mortem: fila de e-mails parada

- **Severidade:** Alta
- **Data do incidente:** 13/03/2030

## Linha do tempo (horário de Brasília)

- 14h05 – início do incidente: a fila para de andar
- 14h12 – cliente relata que não recebe e-mails
- 14h50 – rollback concluído
- 15h20 – serviço normalizado
`,
  ],
  [
    "Portuguese, labels for start and end",
    { started: "2030-03-13T14:05", detected: null, resolved: "2030-03-13T15:20" },
    `# Fila parada

**Início:** 13/03/2030 14:05
**Fim:** 13/03/2030 15:20
**Tempo de detecção:** 0:07
`,
  ],
  [
    "Spanish",
    {
      severity: "Crítica",
      started: "2030-03-13T10:05",
      detected: "2030-03-13T10:12",
      resolved: "2030-03-13T11:20",
    },
    `# Postmortem: caída del portal

**Gravedad:** Crítica
**Fecha:** 13 de marzo de 2030

## Cronología

- 10:05 Empieza la caída: comienza la caída del portal por falta de memoria
- 10:12 Un cliente informa de que no puede entrar
- 10:40 Se reinicia el servidor
- 11:20 Servicio restablecido
`,
  ],
  [
    "German",
    {
      severity: "hoch",
      started: "2030-03-13T10:05+01:00",
      detected: "2030-03-13T10:12+01:00",
      resolved: "2030-03-13T11:20+01:00",
    },
    `# Ausfall der Anmeldung am 13.03.2030

Schweregrad: hoch

## Zeitlicher Ablauf (MEZ)

| Uhrzeit | Ereignis |
| --- | --- |
| 10:05 | Beginn der Störung: Anmeldungen scheitern |
| 10:12 | Ein Kunde meldet den Fehler |
| 10:50 | Zertifikat eingespielt |
| 11:20 | Störung behoben |
`,
  ],
  [
    "French",
    {
      started: "2030-03-13T10:05+01:00",
      detected: "2030-03-13T10:12+01:00",
      resolved: "2030-03-13T11:20+01:00",
    },
    `# Panne du paiement

**Date :** 13 mars 2030

## Chronologie (heure de Paris)

- 10h05 : début de l'incident
- 10h12 : un client signale des paiements refusés
- 11h20 : service rétabli
`,
  ],
  [
    "Norwegian",
    { detected: "2030-03-13T10:12", resolved: "2030-03-13T11:20" },
    `## Sammendrag

Logging sluttet å virke.

## Tidslinje

2030-03-13

* 10:12 Et team melder fra om at logger mangler.
* 10:30 Vi begynner å grave.
* 11:20 Feilen er løst, alt er tilbake til normalen.
`,
  ],
  [
    "prose alone: from when to when",
    { started: "2030-12-13T07:12Z", detected: null, resolved: "2030-12-13T07:55Z" },
    `# Images missing

On Friday, December 13th, 2030, from 07:12 to 07:55 UTC, images on all pages were unavailable.

## Root cause

A bucket policy was replaced.
`,
  ],
  [
    "prose alone: one sentence for each",
    { started: "2030-10-03T06:20Z", detected: "2030-10-03T06:48Z", resolved: "2030-10-03T08:05Z" },
    `# Invoices late - October 3, 2030

## Summary

At 06:20 UTC the outage began when a new version was released. We were alerted by a customer at 06:48 UTC. The incident was resolved at 08:05 UTC.
`,
  ],
  [
    "a range behind the duration",
    { started: "2030-10-03T06:20Z", resolved: "2030-10-03T08:05Z" },
    `# Invoices late - October 3, 2030

**Total duration of impact:** 1 hour 45 minutes (06:20 - 08:05 UTC)
`,
  ],
  [
    "a range over midnight behind a label",
    { started: "2030-10-03T23:10-03:00", resolved: "2030-10-04T00:25-03:00" },
    `# Outage 2030-10-03

- Date/time: 23:10 – 00:25 BRT
- Severity: TBD
`,
  ],
  [
    "half days in a bullet list with the zone on every line, date in the title in numbers",
    { detected: "2030-09-23T13:07Z", resolved: "2030-09-23T15:30Z" },
    `# Mirror gone 9-23-30

## Timeline (rounded)
- 12:58 PM UTC The bucket is emptied
- 01:07 PM UTC Alarms reach the people on call
- 02:10 PM UTC Downloads begin to recover
- 03:30 PM UTC The mirror is fully restored, and we begin to look for the reason
`,
  ],
  [
    "a bold line for each time",
    { detected: "2030-08-12T09:07+01:00", resolved: "2030-08-12T10:11+01:00" },
    `# Report, August 12 2030: wiki gone

## Timeline (times in BST)

**9:07 AM**

Users report empty pages.

**9:40 AM**

The deployment is repeated.

**10:11 AM**

Incident resolved.
`,
  ],
  [
    "an incident with a phase column",
    { detected: "2030-03-11T08:20Z", mitigated: "2030-03-11T08:55Z", resolved: "2030-03-11T10:05Z" },
    `# Port left open

## Timeline

| Date/Time (UTC) | Event | Phase |
| --- | --- | --- |
| 2030-03-04 21:40 | The image was rebuilt | Before |
| 2030-03-11 08:20 | Somebody sees strange log lines | Identify |
| 2030-03-11 08:55 | Port closed | Mitigate |
| 2030-03-11 10:05 | Keys rotated | Resolve |
`,
  ],
  [
    "two zones on every line, declared once",
    { detected: "2030-10-08T01:05Z", resolved: "2030-10-08T02:40Z" },
    `# 2030-10-08: printers without paper

## timeline

UTC/JST

01:05/10:05 - Grafana alerts on the queue

01:50/10:50 - Paper is brought

02:40/11:40 - Incident resolved
`,
  ],
  [
    "list items in code, because somebody pasted a log of the channel",
    { detected: "2030-02-03T04:05Z", resolved: "2030-02-03T05:06Z" },
    `# 2030-02-03 Mirror offline

## Timeline

\`\`\`
04:05 UTC alert: mirror unreachable
04:30 UTC disk replaced
05:06 UTC mirror back to normal
\`\`\`
`,
  ],
  [
    "severity under its own heading, one box ticked",
    { severity: "SEV-2: major" },
    `# Something broke

## Severity

- [ ] SEV-1: critical
- [x] SEV-2: major
- [ ] SEV-3: minor
`,
  ],
  ["severity in the title", { severity: "SEV-1" }, "# [SEV-1] Checkout is down\n\nAll of it.\n"],
  ["a priority in the title's bracket", { severity: "P1" }, "# [P1] Checkout is down\n"],
  [
    "severity under a heading, in a sentence",
    { severity: "SEV2" },
    "# Outage\n\n## Severity\n\nThis was a SEV2 because only one region was affected.\n",
  ],
  [
    "a heading that holds the level itself",
    { severity: "High" },
    "# Outage\n\n## Severity: High\n\nMany customers.\n",
  ],
  [
    "the template's choice left as it was",
    { severity: null },
    "# Outage\n\n- **Severity:** SEV1 / SEV2 / SEV3\n- **Priority**: [P0-P3]\n",
  ],
  [
    "other things' severity and priority",
    { severity: null, started: null },
    `# Outage

## Summary

This was like last year's SEV-1, and worse than a P2. The severity of the leak is unclear.

## Action items

| Action | Priority | Severity |
| --- | --- | --- |
| Add an alert | P1 | high |
`,
  ],
  [
    "a header of quoted lines with bold labels, the severity with a remark",
    {
      severity: "P2 (High)",
      started: "2030-08-19T14:02-07:00",
      detected: null,
      resolved: "2030-08-19T14:37-07:00",
    },
    `# Post-mortem: login loop

> **Incident ID:** INC-0042
> **Severity:** P2 (High)
> **Start–End:** 2030-08-19 14:02 → 14:37 PT
> **Status:** Final

## Executive summary

People were logged out.
`,
  ],
  [
    "facts in code marks, the day in a row of its own",
    { severity: "SEV-2", started: "2030-08-19T14:02Z", resolved: "2030-08-19T14:37Z" },
    `# Incident report: queue stuck

| | |
| --- | --- |
| **Incident date** | \`2030-08-19\` |
| **Start time (UTC)** | \`14:02\` |
| **End time (UTC)** | \`14:37\` |
| **Severity** | \`SEV-2\` |
`,
  ],
  [
    "a template that nobody filled in",
    { severity: null, started: null, detected: null, mitigated: null, resolved: null },
    `# Incident report: [title]

- **Severity:** (S1/S2/S3)
- **Start time (UTC):** HH:MM
- **Date detected:** YYYY-MM-DD HH:MM UTC
- **End time:**

## Timeline (UTC)

| Time | Event |
| --- | --- |
| HH:MM | Alert fired |
| HH:MM | Resolved |
`,
  ],
  [
    "a template's example in a folded part and in a comment",
    { severity: null, started: null, detected: null, resolved: null },
    `# Something

<!--
Severity: SEV1
Started: 2030-01-01 10:00 UTC
-->

<details>
<summary>Template</summary>

- Severity: SEV1
- Started: 2030-01-01 10:00 UTC

## Timeline

- 10:00 Alert fired
- 11:00 Incident resolved

</details>
`,
  ],
  [
    "chat and alerts quoted in the timeline",
    { started: null, detected: "2030-06-02T17:00+02:00", resolved: "2030-06-02T18:20+02:00" },
    `# Wiki gone, June 2 2030

## Timeline (CEST)

### 5:00 PM

We notice that pods are gone.

> Alert fired at Jun 2, 2030 at 3:32PM UTC. Incident started: 2:10 PM. Resolved 3:40 PM

> **ana [4:12 PM]** it is back to normal

### 6:20 PM

All pods run again, incident resolved.
`,
  ],
  [
    "an outage that is only over in part before it is over",
    { detected: "2030-06-02T10:04Z", resolved: "2030-06-02T12:30Z" },
    `# API errors 2030-06-02

## Timeline (UTC)

- 10:00 Release 4.1 rolled out
- 10:04 PagerDuty: error rate above 5 %
- 10:20 Issue should be resolved after the rollback
- 10:45 One region is back online
- 11:10 Errors are not yet fixed in the second region
- 12:30 Error rate back to normal in all regions
- 13:00 We start to write the postmortem
`,
  ],
  [
    "words of detection in lines that are no detection",
    { detected: "2030-06-02T10:40Z" },
    `# Reports page empty, 2030-06-02

## Timeline (UTC)

- 09:00 Deployed new landing page for reports
- 09:05 Alert on queue length silenced for the maintenance
- 09:30 No alert fired although the error rate was 40 %
- 10:40 A customer reports that exports are empty
- 10:55 Root cause identified: missing index
- 11:20 Customers notified by mail
`,
  ],
  [
    "work that is going on before the first line that says so",
    { detected: null },
    `# Slow builds, 2030-06-02

## Timeline (UTC)

- 10:00 Build queue grows
- 10:10 On-call is investigating the build queue
- 10:30 Users report slow builds
`,
  ],
  [
    "hours without halves that go past noon",
    { detected: "2030-06-02T09:10", resolved: null },
    `# 2030-06-02 Printer queue

## Timeline

- 9:10 Support ticket opened by a user
- 11:40 Driver replaced
- 1:15 Everything is back to normal
`,
  ],
  [
    "a step back that could be a slip",
    { detected: "2030-06-02T09:10Z", resolved: null },
    `# 2030-06-02 Printer queue

## Timeline (UTC)

- 09:10 Alert fired
- 18:40 Driver replaced
- 14:15 Incident resolved
`,
  ],
  [
    "another day that is not named",
    { detected: "2030-06-02T09:10Z", resolved: null },
    `# 2030-06-02 Printer queue

## Timeline (UTC)

- 09:10 Alert fired
- 18:40 Driver replaced

### Next day

- 10:15 Incident resolved
`,
  ],
  [
    "no day at all",
    { started: null, detected: null, resolved: null },
    `# Printer queue

## Timeline (UTC)

- 09:10 Alert fired
- 10:15 Incident resolved
`,
  ],
  [
    "days in numbers that could be two",
    { started: null, resolved: null },
    `# Printer queue

- Started: 03/04/2030 09:10 UTC
- Resolved: 03/04/2030 10:15 UTC
`,
  ],
  [
    "days in numbers that another one explains",
    { started: "2030-04-03T09:10Z", resolved: "2030-04-03T10:15Z" },
    `# Printer queue

- Started: 03/04/2030 09:10 UTC
- Resolved: 03/04/2030 10:15 UTC
- Review: 21/04/2030
`,
  ],
  [
    "zones that mean several things, or the other half of the year",
    { started: "2030-07-02T09:10", detected: "2030-07-02T09:20", resolved: "2030-07-02T10:15+05:30" },
    `# Printer queue

- Started: 2030-07-02 09:10 CST
- Detected: 2030-07-02 09:20 PST
- Resolved: 2030-07-02 10:15 IST (UTC+5:30)
`,
  ],
  [
    "an impossible order",
    { detected: "2030-07-02T09:20Z", resolved: "2030-07-02T08:15Z" },
    `# Printer queue

- Detected: 2030-07-02 09:20 UTC
- Resolved: 2030-07-02 08:15 UTC
`,
  ],
  [
    "durations that look like hours",
    { started: null, detected: null, mitigated: null, resolved: null },
    `# Printer queue 2030-07-02

- Time to detect: 0:12
- MTTD: 16:28
- MTTR: 3:20
- Resolution time: 2:30
- Duration: 5:26
`,
  ],
  [
    "sentences that tell from when it lasted until when",
    { started: "2030-07-02T09:20Z", resolved: "2030-07-02T11:05Z" },
    `# Printer queue

## Summary

On 2 July 2030 printing failed for all users. The outage started at 09:20 UTC and lasted until 11:05 UTC.
`,
  ],
  [
    "the day only in the front matter",
    { title: "Printer queue", detected: "2030-07-02T09:20Z" },
    `---
layout: post
title: "Printer queue"
date: 2030-07-02
---

## Timeline

- 09:20 UTC: alert fired
`,
  ],
  [
    "front matter of another day than the summary's",
    { detected: "2030-06-30T09:20Z" },
    `---
title: "Printer queue"
date: 2030-07-02
---

On June 30th printing failed.

## Timeline

- 09:20 UTC: alert fired
`,
  ],
  [
    "an outage over the end of the year, days without years",
    { detected: "2030-12-31T23:50Z", resolved: "2031-01-01T00:40Z" },
    `# Certificates expired on December 31, 2030

## Timeline (UTC)

- Dec 31 23:50: alert fired
- Jan 1 00:40: incident resolved
`,
  ],
  [
    "no heading over the times",
    { detected: "2030-07-02T09:20-03:00", resolved: "2030-07-02T11:05-03:00" },
    `**Fila de impressão parada — 02/07/2030**

Todos os horários em BRT.

- 09:15 atualização do driver
- 09:20 usuário relata que não imprime
- 10:10 driver antigo instalado
- 11:05 serviço normalizado
`,
  ],
  [
    "a table that names the event first",
    { started: "2030-07-02T09:15Z", detected: "2030-07-02T09:20Z", resolved: "2030-07-02T11:05Z" },
    `# Printer queue

| Event | Time |
| --- | --- |
| Incident started | 2030-07-02 09:15 UTC |
| Incident detected | 2030-07-02 09:20 UTC |
| Incident resolved | 2030-07-02 11:05 UTC |
`,
  ],
  [
    "Chinese",
    {
      severity: "P1",
      started: "2030-07-02T09:15+08:00",
      detected: "2030-07-02T09:20+08:00",
      resolved: "2030-07-02T11:05+08:00",
    },
    `# 支付失败故障复盘

- 故障等级：P1
- 开始时间：2030年7月2日 09:15（北京时间）
- 发现时间：2030年7月2日 09:20（北京时间）
- 恢复时间：2030年7月2日 11:05（北京时间）
`,
  ],
  [
    "our own facts table",
    { severity: null },
    `<!-- postmortem:document of=acme/shop#12 -->
**Incident** #12 · Printer queue

## Facts

<!-- postmortem:begin facts -->
| Fact | Now | Source |
| --- | --- | --- |
| Severity | _not stated: add a label \`sev0\`–\`sev4\`, or write it here_ | |
| Opened | 2030-07-02 09:20 UTC | #12 |
<!-- postmortem:end facts -->

### Brief description
<!-- postmortem:field description -->
Printing failed.
`,
  ],
  [
    "weekdays beside the times",
    { detected: "2030-07-02T09:10Z", resolved: "2030-07-04T08:00Z" },
    `# 2030-07-02 Printer queue

## Timeline (UTC)

- Tuesday 09:10 Alert fired
- Tue 18:40 Driver replaced
- 07:30 (Wed) Still slow
- Thursday, 08:00: incident resolved
`,
  ],
  [
    "a first weekday that is not the day known",
    { detected: null, resolved: null },
    `# 2030-07-02 Printer queue

## Timeline (UTC)

- Monday 09:10 Alert fired
- Monday 18:40 Incident resolved
`,
  ],
  [
    "a report that is dated later than what it reports",
    { detected: "2030-07-02T09:10Z", resolved: "2030-07-02T11:00Z" },
    `# Printer queue

- Date: 2030-07-09
- Incident start: 2030-07-02 09:00 UTC

## Timeline (UTC)

- 09:10 Alert fired
- 11:00 Incident resolved
`,
  ],
  [
    "a timeline that stands under another name, beside an empty one",
    { detected: "2030-07-02T09:10Z", resolved: "2030-07-02T11:00Z" },
    `# 2030-07-02 Printer queue

## Timeline

See below.

## What happened

- 09:10 UTC Alert fired
- 10:00 UTC Driver replaced
- 11:00 UTC Incident resolved
`,
  ],
  [
    "errors that begin behind a change, which may be the beginning",
    { started: null, detected: "2030-07-02T09:10Z" },
    `# 2030-07-02 Printer queue

## Timeline (UTC)

- 09:00 Driver 4.1 deployed
- 09:05 Errors start to appear
- 09:10 Alert fired
`,
  ],
  [
    "well on the day, resolved for good on another",
    { detected: "2030-07-02T09:10Z", resolved: null },
    `# Printer queue

## Timeline (UTC)

- 2030-07-02 09:10 Alert fired
- 2030-07-02 10:00 Service is restored
- 2030-07-05 15:00 New driver deployed, the issue is resolved
`,
  ],
  [
    "fields that name the day, and lines that name the hour",
    { started: "2030-07-02", detected: "2030-07-02T09:10Z" },
    `# Printer queue

- Started: 2030-07-02
- Detected: 2030-07-02

## Timeline (UTC)

- 09:10 Alert fired
`,
  ],
  [
    "a line of one day and a summary of another",
    { detected: null, resolved: null },
    `# Printer queue

- Date: 2030-07-09

On July 2, 2030 printing failed.

## Timeline (UTC)

- 09:10 Alert fired
- 11:00 Incident resolved
`,
  ],
  [
    "a range that ends before it begins: on the next day",
    { started: "2030-07-02T20:00Z", resolved: "2030-07-03T10:30Z" },
    "# 2030-07-02 Printer queue\n\nOutage window: 20:00–10:30 UTC\n",
  ],
];
