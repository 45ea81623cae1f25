import type { AlertEntry, Snapshot } from './control-api.ts'
import { entryOfRequest, entryOfWebhook } from './conversations/timeline.ts'
import { Entry } from './conversations/timeline-list.tsx'
import { matches } from './matches.ts'
import { Badge, Body, Empty, Expandable, Fact, Sid, timeOfDay } from './parts.tsx'
import type { View } from './search.tsx'

const SHOWN = 60

export function Webhooks({ webhooks, view }: { webhooks: Snapshot['webhooks']; view: View }) {
  const entries = webhooks
    .filter((webhook) => matches(webhook, view.query))
    .map((webhook) => entryOfWebhook(webhook))
    .filter(({ isSpeech }) => view.showsSpeech || !isSpeech)
  if (entries.length === 0) return <Empty>{emptyText(view, 'Nothing was sent yet.')}</Empty>
  return (
    <div>
      {entries.slice(0, SHOWN).map((entry) => (
        <Entry key={entry.key} entry={entry} />
      ))}
    </div>
  )
}

export function RestRequests({ requests, view }: { requests: Snapshot['requests']; view: View }) {
  const found = requests.filter((request) => matches(request, view.query))
  if (found.length === 0) return <Empty>{emptyText(view, 'No request yet.')}</Empty>
  return (
    <div>
      {found.slice(0, SHOWN).map((request) => (
        <Entry key={request.number} entry={entryOfRequest(request)} />
      ))}
    </div>
  )
}

function emptyText({ query }: View, text: string): string {
  return query === '' ? text : 'No match.'
}

export function Debugger({ alerts }: { alerts: readonly AlertEntry[] | null }) {
  if (alerts === null) return <Empty>This sandbox has no debugger.</Empty>
  if (alerts.length === 0) return <Empty>No errors and no warnings.</Empty>
  return (
    <div>
      {alerts.slice(0, SHOWN).map((alert) => (
        <AlertRow key={alert.sid} alert={alert} />
      ))}
    </div>
  )
}

function AlertRow({ alert }: { alert: AlertEntry }) {
  const { at, errorCode, logLevel, alertText, resourceSid, requestUrl, responseBody } = alert
  const summary = (
    <>
      <Badge tone={logLevel === 'error' ? 'bad' : 'busy'}>{errorCode}</Badge>{' '}
      <span className="who">{alertText}</span>
      <span className="soft">{timeOfDay(at)}</span>
    </>
  )
  return (
    <Expandable summary={summary}>
      <dl>
        <Fact name="About">{resourceSid && <Sid value={resourceSid} />}</Fact>
        <Fact name="Request">{requestUrl && <code>{requestUrl}</code>}</Fact>
        <Fact name="Answer">{responseBody && <Body text={responseBody} />}</Fact>
      </dl>
    </Expandable>
  )
}
