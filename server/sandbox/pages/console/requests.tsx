import type { AlertEntry, Snapshot } from './control-api.ts'
import { Badge, Empty, Expandable, Fact, Sid, timeOfDay, type Tone } from './parts.tsx'

type Webhook = Snapshot['webhooks'][number]
type Answer = NonNullable<Webhook['answer']>

const SHOWN = 60

export function Webhooks({ snapshot: { webhooks } }: { snapshot: Snapshot }) {
  if (webhooks.length === 0) return <Empty>Nothing was sent yet.</Empty>
  return (
    <div>
      {webhooks.slice(0, SHOWN).map((webhook) => (
        <WebhookRow key={webhook.number} webhook={webhook} />
      ))}
    </div>
  )
}

function WebhookRow({ webhook }: { webhook: Webhook }) {
  const { at, method, url, params, answer, dropped } = webhook
  const event = params['StatusCallbackEvent'] ?? params['EventType'] ?? params['CallStatus'] ?? ''
  const path = URL.canParse(url) ? new URL(url).pathname : url
  const summary = (
    <>
      <Badge tone={toneOf(answer)}>{dropped ? 'dropped' : answerText(answer)}</Badge>{' '}
      <span className="who">{`${method} ${path}`}</span>
      <span className="soft">{`${event} ${timeOfDay(at)}${answer ? costOf(answer) : ''}`}</span>
    </>
  )
  return (
    <Expandable summary={summary}>
      <dl>
        <Fact name="URL">
          <code>{url}</code>
        </Fact>
        <Fact name="Answer">{answer && <Body text={answer.text || '(empty)'} />}</Fact>
        {Object.entries(params).map(([name, value]) => (
          <Fact key={name} name={name}>
            <code>{value}</code>
          </Fact>
        ))}
      </dl>
    </Expandable>
  )
}

function toneOf(answer: Answer | null): Tone {
  if (answer === null) return 'busy'
  return answer.status >= 200 && answer.status < 400 ? 'good' : 'bad'
}

function answerText(answer: Answer | null): string {
  if (answer === null) return 'waits'
  return answer.status === 0 ? 'no answer' : String(answer.status)
}

function costOf({ ms, attempts }: Answer): string {
  return `, ${ms} ms${attempts > 1 ? `, ${attempts} attempts` : ''}`
}

/** What an application answered; it can be scrolled by keyboard. */
function Body({ text }: { text: string }) {
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
  return <pre tabIndex={0}>{text}</pre>
}

export function Debugger({ alerts }: { alerts: readonly AlertEntry[] | null }) {
  if (alerts === null) return <Empty>This sandbox has no debugger.</Empty>
  if (alerts.length === 0) return <Empty>No error and no warning.</Empty>
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
