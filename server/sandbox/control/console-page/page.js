import { callsView, conferencesView } from './calls.js'
import { clockTime, h, morph } from './dom.js'
import { FAULT_PATHS, FAULTS, faultRequest, faultsView } from './faults.js'
import { debuggerView, webhooksView } from './log.js'
import { phonesView } from './phones.js'
import { numbersView, queuesView, tasksView, workersView } from './work.js'

const POLL_MS = 1000
const VIEWS = {
  calls: callsView,
  conferences: conferencesView,
  webhooks: webhooksView,
  phones: phonesView,
  tasks: tasksView,
  queues: queuesView,
  workers: workersView,
  faults: faultsView,
  numbers: numbersView,
}

const part = (id) => document.querySelector(`#${id}`)
let frozen = false
/** The customer who calls when nobody typed another number. */
let nextCaller = 15_005_551_000

async function ask(method, path, body) {
  const response = await fetch(`/sandbox${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const answer = text === '' ? null : JSON.parse(text)
  if (!response.ok)
    throw new Error(answer?.error?.message ?? `The sandbox said ${response.status}.`)
  return answer
}

function complain(message) {
  part('problem').textContent = message ?? ''
  part('problem').hidden = !message
}

function show(name, view) {
  const place = document.querySelector(`[data-view=${name}]`)
  const fresh = h('div')
  fresh.append(view)
  morph(place, fresh)
}

function showTime({ now, frozen: stands }) {
  frozen = stands
  part('clock').dateTime = now
  part('clock').textContent = clockTime(now).slice(0, 8)
  part('freeze').setAttribute('aria-pressed', String(frozen))
  part('freeze').textContent = frozen ? 'Go on' : 'Freeze'
}

function showNumbers(numbers) {
  // Not in a select: there the last option would be chosen, and stay so when it moves.
  const options = numbers.map(({ phoneNumber }) => h('option', {}, phoneNumber))
  morph(part('dial').elements.to, h('div', {}, options))
}

async function refresh() {
  const state = await ask('GET', '/snapshot')
  showTime(state.time)
  showNumbers(state.numbers)
  const entries = await debuggerEntries()
  for (const [name, view] of Object.entries(VIEWS)) show(name, view(state, entries ?? []))
  show('debugger', debuggerView(entries))
  const live = state.openLegs === 1 ? '1 party talks' : `${state.openLegs} parties talk`
  part('state').textContent = state.openLegs === 0 ? 'Nobody talks.' : `${live}.`
}

const debuggerEntries = () =>
  ask('GET', '/debugger').then(
    ({ entries }) => entries,
    () => null,
  )

async function poll() {
  try {
    if (!document.hidden) await refresh()
  } catch {
    part('state').textContent = 'The sandbox does not answer.'
  }
  setTimeout(() => void poll(), POLL_MS)
}

/** What a button does, by its `data-act`. */
const ACTS = {
  freeze: () => ask('POST', '/time', { frozen: !frozen }),
  advance: ({ ms }) => ask('POST', '/time', { advanceMs: Number(ms) }),
  reset: () =>
    confirm('End all calls and forget them? Workers and URLs stay.') &&
    ask('POST', '/reset', { keepConfiguration: true }),
  answer: ({ number }) => ask('POST', `/phones/${encodeURIComponent(number)}/answer`),
  hangup: ({ number }) => ask('POST', `/phones/${encodeURIComponent(number)}/hangup`),
  client: ({ path }) => ask('POST', path),
  cut: ({ sid }) => ask('POST', '/media-faults', { callSid: sid, does: 'cut', forMs: 5000 }),
  lose: ({ sid }) => ask('POST', '/media-faults', { callSid: sid, does: 'lose', percent: 20 }),
  mend: () => Promise.all(FAULT_PATHS.map((path) => ask('DELETE', path))),
}

/** What a form does with what was filled in. */
const FORMS = {
  async dial(form) {
    const number = form.get('number').trim()
    const known = await ask('GET', '/phones')
    if (!known.phones.some((phone) => phone.number === number)) {
      const plays = { say: 'Hello, I am a customer.' }
      await ask('POST', '/phones', { number, behaviour: { plays } })
    }
    await ask('POST', `/phones/${encodeURIComponent(number)}/dial`, { to: form.get('to') })
    proposeCaller()
  },
  keys: (form, { number }) =>
    ask('POST', `/phones/${encodeURIComponent(number)}/digits`, { digits: form.get('digits') }),
  fault: (form) => ask('POST', ...faultRequest(form)),
}

function proposeCaller() {
  nextCaller += 1
  part('dial').elements.number.value = `+${nextCaller}`
}

async function attempt(run) {
  complain(null)
  try {
    await run()
    await refresh()
  } catch (error) {
    complain(error.message)
  }
}

document.addEventListener('click', ({ target }) => {
  const pressed = target.closest?.('[data-act]')
  if (pressed) void attempt(() => ACTS[pressed.dataset.act](pressed.dataset))
})
document.addEventListener('submit', (event) => {
  event.preventDefault()
  const form = event.target
  const filled = new FormData(form)
  void attempt(() => FORMS[form.dataset.form ?? form.id](filled, form.dataset))
})

part('fault').elements.fault.append(...Object.keys(FAULTS).map((name) => h('option', {}, name)))
proposeCaller()
void poll()
