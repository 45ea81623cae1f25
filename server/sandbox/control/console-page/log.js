import { badge, clockTime, facts, h, none, sid } from './dom.js'

export function webhooksView({ webhooks }) {
  if (webhooks.length === 0) return none('Nothing was sent yet.')
  return h('div', {}, webhooks.slice(0, 60).map(webhookView))
}

function webhookView({ number, at, method, url, params, answer, dropped }) {
  const event = params.StatusCallbackEvent ?? params.EventType ?? params.CallStatus ?? ''
  const path = URL.canParse(url) ? new URL(url).pathname : url
  return h(
    'details',
    { 'data-key': `webhook ${number}` },
    h(
      'summary',
      {},
      badge(
        dropped ? 'dropped' : answerText(answer),
        answer === null ? 'busy' : answer.status >= 200 && answer.status < 400 ? 'good' : 'bad',
      ),
      ' ',
      h('span', { class: 'who' }, `${method} ${path}`),
      h('span', { class: 'soft' }, `${event} ${clockTime(at)}${answer ? cost(answer) : ''}`),
    ),
    facts([
      ['URL', h('code', {}, url)],
      ['Answer', answer && h('pre', { tabindex: '0' }, answer.text || '(empty)')],
      ...Object.entries(params).map(([name, value]) => [name, h('code', {}, value)]),
    ]),
  )
}

function cost({ ms, attempts }) {
  return `, ${ms} ms${attempts > 1 ? `, ${attempts} attempts` : ''}`
}

function answerText(answer) {
  if (answer === null) return 'waits'
  return answer.status === 0 ? 'no answer' : String(answer.status)
}

export function debuggerView(entries) {
  if (entries === null) return none('This sandbox has no debugger.')
  if (entries.length === 0) return none('No error and no warning.')
  return h(
    'div',
    {},
    entries.slice(0, 60).map((entry) =>
      h(
        'details',
        { 'data-key': entry.sid },
        h(
          'summary',
          {},
          badge(String(entry.errorCode), entry.logLevel === 'error' ? 'bad' : 'busy'),
          ' ',
          h('span', { class: 'who' }, entry.alertText),
          h('span', { class: 'soft' }, clockTime(entry.at)),
        ),
        facts([
          ['About', entry.resourceSid && sid(entry.resourceSid)],
          ['Request', entry.requestUrl && h('code', {}, entry.requestUrl)],
          ['Answer', entry.responseBody && h('pre', { tabindex: '0' }, entry.responseBody)],
        ]),
      ),
    ),
  )
}
