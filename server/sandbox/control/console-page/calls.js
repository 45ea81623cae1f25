import { badge, button, clockTime, facts, h, none, settings, sid } from './dom.js'

const TONES = {
  'in-progress': 'good',
  ringing: 'busy',
  queued: 'busy',
  initiated: 'busy',
  failed: 'bad',
}
const LIVE = new Set(['queued', 'initiated', 'ringing', 'in-progress'])

export function callsView({ calls, webhooks }, alerts) {
  if (calls.length === 0) return none('No call yet. Let a telephone call the centre.')
  return h(
    'div',
    {},
    calls.slice(0, 50).map((call) => callView(call, webhooks, alerts)),
  )
}

function callView(call, webhooks, alerts) {
  const { sid: callSid, status, direction, from, to, duration, sipCode } = call
  const told = webhooks.filter(({ params }) => params.CallSid === callSid).toReversed()
  return h(
    'details',
    { 'data-key': callSid, open: LIVE.has(status) },
    h(
      'summary',
      {},
      badge(status, TONES[status]),
      ' ',
      h('span', { class: 'who' }, from || '—', ' → ', to || call.params.To || '—'),
      h('span', { class: 'soft' }, `${direction}${duration === null ? '' : `, ${duration} s`}`),
    ),
    facts([
      ['Call', sid(callSid)],
      ['Parent', call.parentSid && sid(call.parentSid)],
      ['Began', clockTime(call.createdAt)],
      ['Answered', clockTime(call.answeredAt)],
      ['Ended', clockTime(call.endedAt)],
      ['SIP', sipCode && String(sipCode)],
      [
        'Legs',
        call.legs
          .map(({ kind, answered }) => `${kind} (${answered ? 'talks' : 'rings'})`)
          .join(', '),
      ],
      [
        'Parameters',
        Object.keys(call.params).length > 0 && h('code', {}, JSON.stringify(call.params)),
      ],
    ]),
    stepsView(call.steps),
    alerts
      .filter(({ resourceSid }) => resourceSid === callSid)
      .map(({ errorCode, alertText }) => h('p', { class: 'why' }, `${errorCode}: ${alertText}`)),
    told.length > 0 &&
      h(
        'p',
        { class: 'soft' },
        `Told: ${told.map(({ params, answer }) => `${params.StatusCallbackEvent ?? params.CallStatus ?? 'request'} ${answer?.status ?? '…'}`).join(', ')}`,
      ),
    status === 'in-progress' &&
      h(
        'div',
        { class: 'row' },
        button('Cut its line for 5 s', 'cut', { 'data-sid': callSid }),
        button('Lose 20 % of its packets', 'lose', { 'data-sid': callSid }),
      ),
  )
}

function stepsView(steps) {
  if (steps.length === 0) return null
  return h(
    'ol',
    { class: 'steps', 'aria-label': 'TwiML steps' },
    steps.map(({ at, verb, details, document }) =>
      h(
        'li',
        {},
        h('span', { class: 'soft' }, clockTime(at)),
        ' ',
        h('strong', {}, verb),
        ' ',
        h('code', { title: document }, settings(details)),
      ),
    ),
  )
}

export function conferencesView({ conferences }) {
  if (conferences.length === 0) return none('No conference.')
  return h(
    'div',
    {},
    conferences
      .slice(0, 30)
      .map(({ sid: id, friendlyName, status, participants, ringing, endReason }) =>
        h(
          'details',
          { 'data-key': id, open: status !== 'completed' },
          h(
            'summary',
            {},
            badge(status, status === 'in-progress' ? 'good' : 'plain'),
            ' ',
            h('span', { class: 'who' }, friendlyName),
            h('span', { class: 'soft' }, endReason ?? `${participants.length} in it`),
          ),
          h(
            'ul',
            {},
            participants.map(({ callSid, label, muted, held }) =>
              h(
                'li',
                {},
                sid(callSid),
                ' ',
                label ?? '',
                ' ',
                muted ? badge('muted') : '',
                held ? badge('on hold', 'busy') : '',
              ),
            ),
            ringing.map(({ callSid, label }) =>
              h('li', {}, sid(callSid), ' ', label ?? '', ' ', badge('rings', 'busy')),
            ),
          ),
        ),
      ),
  )
}
