import { centreNumber, openLine } from './line.js'
import { openMedia } from './media.js'
import { soundFor } from './sounds.js'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']
const ENDINGS = {
  'hung-up': 'You hung up.',
  'far-end-hung-up': 'The other side hung up.',
  busy: 'The number is busy.',
  rejected: 'You declined the call.',
  'no-answer': 'Nobody answered.',
  canceled: 'The caller gave up.',
  failed: 'The call could not be made.',
}

const part = (id) => document.getElementById(id)
const ear = part('ear')

let line = null
let call = null
let media = null
let asking = false

function describe() {
  if (!call) return 'Ready.'
  if (call.state === 'ended') return ENDINGS[call.endReason] ?? 'The call is over.'
  const other = call.direction === 'incoming' ? call.from : call.to
  if (call.state === 'in-progress') return `In a call with ${other}.`
  return call.direction === 'incoming' ? `${other} is ringing you.` : `Ringing ${other}…`
}

function show() {
  const live = call !== null && call.state !== 'ended'
  const ringsHere = live && call.direction === 'incoming' && call.state === 'ringing'
  const talking = live && call.state === 'in-progress'
  part('status').textContent = line ? describe() : 'Not connected.'
  part('use-number').disabled = live || asking
  part('dial').disabled = !line || live || asking
  part('answer').hidden = !ringsHere
  part('answer').disabled = asking
  part('hang-up').hidden = !live
  part('hang-up').textContent = ringsHere ? 'Decline' : 'Hang up'
  part('keypad').hidden = !talking
  part('keys-hint').hidden = !talking
  soundFor(call)
}

function complain(message) {
  part('problem').textContent = message ?? ''
  part('problem').hidden = !message
}

/** Runs one action of the person; what goes wrong is shown. */
async function act(run) {
  asking = true
  complain(null)
  show()
  try {
    await run()
  } catch (error) {
    complain(error.message)
  } finally {
    asking = false
    show()
  }
}

function closeMedia() {
  media?.close()
  media = null
}

function onState(state) {
  call = state.call
  if (!call || call.state === 'ended') closeMedia()
  show()
}

async function connect(number) {
  const former = line
  line = null
  call = null
  closeMedia()
  await former?.close()
  line = await openLine(number || undefined, onState, () => {
    line = null
    call = null
    closeMedia()
    complain('The connection to the sandbox is lost. Load the page again.')
    show()
  })
  part('own-number').value = line.number
  sessionStorage.setItem('number', line.number)
}

async function startMedia(exchange) {
  const opened = await openMedia(ear, exchange)
  // The call may have ended while the connection was made.
  if (call?.state === 'ended') opened.close()
  else media = opened
}

function press(key) {
  if (call?.state === 'in-progress') void act(() => line.press(key))
}

for (const key of KEYS) {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = key
  button.setAttribute('aria-label', { '*': 'Star', '#': 'Hash' }[key] ?? key)
  button.addEventListener('click', () => press(key))
  part('keypad').append(button)
}

part('own-form').addEventListener('submit', (event) => {
  event.preventDefault()
  void act(() => connect(part('own-number').value.trim()))
})
part('dial-form').addEventListener('submit', (event) => {
  event.preventDefault()
  const to = part('to-number').value.trim()
  void act(() => startMedia((sdp) => line.dial(to, sdp)))
})
part('answer').addEventListener('click', () => {
  void act(() => startMedia((sdp) => line.answer(sdp)))
})
part('hang-up').addEventListener('click', () => void act(() => line.hangUp()))
document.addEventListener('keydown', (event) => {
  const typing = event.target instanceof HTMLInputElement
  if (!typing && !event.ctrlKey && !event.metaKey && KEYS.includes(event.key)) press(event.key)
})

const asked = new URLSearchParams(location.search)
part('to-number').value = asked.get('to') ?? ''
void act(async () => {
  await connect(asked.get('number') ?? sessionStorage.getItem('number'))
  // What the person has typed meanwhile stands.
  const to = part('to-number').value || (await centreNumber())
  part('to-number').value ||= to
})
