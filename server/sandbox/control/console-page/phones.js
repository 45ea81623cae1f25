import { badge, button, h, none } from './dom.js'

const SPOKEN = { 'in-progress': 'talks', ringing: 'rings', dialing: 'dials', ended: 'hung up' }

const rank = ({ call }) => (call.state === 'ended' ? 1 : 0)

/** Those with a call, the living ones first; idle ones of the number plan would only fill the page. */
export function phonesView({ phones }) {
  const used = phones.filter(({ call }) => call !== null)
  if (used.length === 0) return none('No telephone has had a call.')
  return h(
    'ul',
    { class: 'rows' },
    used
      .toSorted((a, b) => rank(a) - rank(b))
      .slice(0, 30)
      .map(phoneView),
  )
}

function phoneView({ number, call, hears, digitsHeard }) {
  const { state, direction, from, to, endReason } = call
  const data = { 'data-number': number }
  const rings = state === 'ringing' && direction === 'incoming'
  return h(
    'li',
    { 'data-key': number },
    badge(
      SPOKEN[state] ?? state,
      state === 'in-progress' ? 'good' : state === 'ended' ? 'plain' : 'busy',
    ),
    h('span', { class: 'who' }, number),
    h(
      'span',
      { class: 'soft' },
      endReason ?? (direction === 'incoming' ? `from ${from}` : `to ${to}`),
    ),
    state === 'in-progress' &&
      h(
        'span',
        { class: 'soft' },
        `hears ${hears.hz === null ? 'silence' : `${hears.hz} Hz`} at ${Math.round(hears.dbfs)} dBFS`,
      ),
    digitsHeard !== '' && h('span', { class: 'soft' }, `keys heard: ${digitsHeard}`),
    rings && button('Answer', 'answer', data),
    state !== 'ended' && button('Hang up', 'hangup', data),
    state === 'in-progress' &&
      h(
        'form',
        { class: 'keys', 'data-form': 'keys', ...data },
        h('input', {
          name: 'digits',
          'aria-label': `Keys of ${number}`,
          pattern: '[0-9*#A-Dw]+',
          size: '6',
          required: true,
          autocomplete: 'off',
        }),
        h('button', { type: 'submit' }, 'Press'),
      ),
    h(
      'a',
      {
        href: `/sandbox/phones/${encodeURIComponent(number)}/heard.wav`,
        download: `${number}.wav`,
      },
      'What it heard',
    ),
  )
}
