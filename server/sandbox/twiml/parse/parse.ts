import { isDeepJson } from '../../deep-json.ts'
import { valueWarnings } from './attribute-values.ts'
import { attributeWarnings } from './attributes.ts'
import type {
  EnqueueVerb,
  GatherVerb,
  SayVerb,
  TwimlDocument,
  TwimlWarning,
  Verb,
} from './document.ts'
import { readElement } from './element.ts'
import type { Element } from './element.ts'
import { TwimlError } from './twiml-error.ts'
import { parseConnect, parseStart, parseStop } from './parse-background.ts'
import { parseDial } from './parse-dial.ts'
import { parseGather } from './parse-gather.ts'
import { parseRecord } from './parse-record.ts'
import { actionOf, loopOf, methodOf, wholeNumberOf } from './read-attribute.ts'

/** Docs: api/errors/12101 names none; these are the API's, and what examples of old have. */
const VERSIONS = new Set(['1.0', '2008-08-01', '2010-04-01'])

/**
 * Reads a TwiML document. Attributes that Twilio does not have, or not with that value, are warnings. A document that is
 * not well-formed (12100), has another root (12102) or version (12101), or a verb that cannot be executed (12200) throws a
 * TwimlFault.
 */
export function parseTwiml(xml: string): TwimlDocument {
  const root = readElement(xml)
  if (root.name !== 'Response') {
    throw new TwimlError(12102, `The root element must be Response, not <${root.name}>`)
  }
  const { version } = root.attributes
  if (version !== undefined && !VERSIONS.has(version)) {
    throw new TwimlError(12101, `Invalid Twilio Markup XML version '${version}'`)
  }
  return { verbs: root.children.map(parseVerb), warnings: warningsOf(root) }
}

function warningsOf(element: Element): TwimlWarning[] {
  const own = [...attributeWarnings(element), ...valueWarnings(element)]
  if (element.name === 'Say' && spokenText(element) === '') {
    own.push({ code: 13520, message: 'Say: Invalid text: the verb has no text' })
  }
  return [...own, ...element.children.flatMap(warningsOf)]
}

function parseVerb(element: Element): Verb {
  switch (element.name) {
    case 'Say':
      return parseSay(element)
    case 'Play':
      return {
        kind: 'play',
        url: element.text,
        digits: element.attributes['digits'] ?? '',
        loop: loopOf(element),
      }
    case 'Pause':
      return { kind: 'pause', seconds: wholeNumberOf(element, 'length', 1) }
    case 'Gather':
      return parseGather(element, promptOf(element))
    case 'Record':
      return parseRecord(element)
    case 'Start':
      return parseStart(element)
    case 'Stop':
      return parseStop(element)
    case 'Connect':
      return parseConnect(element)
    case 'Enqueue':
      return parseEnqueue(element)
    case 'Dial':
      return parseDial(element)
    case 'Redirect':
      return { kind: 'redirect', link: { url: element.text, method: methodOf(element) } }
    case 'Hangup':
      return { kind: 'hangup' }
    case 'Leave':
      return { kind: 'leave' }
    case 'Reject': {
      const busy = element.attributes['reason'] === 'busy'
      return { kind: 'reject', reason: busy ? 'busy' : 'rejected' }
    }
    case 'Pay':
      return { kind: 'refused', code: 64004, message: 'Pay: the paymentConnector does not exist' }
    case 'Refer':
      return { kind: 'refused', code: 13801, message: 'Refer not allowed on non-SIP call legs' }
    default:
      throw new TwimlError(12200, `Schema validation: <${element.name}> cannot be executed here`)
  }
}

/** What may be nested in a `<Gather>`. */
function promptOf(element: Element): GatherVerb['prompt'] {
  return element.children.map((child) => {
    const verb = parseVerb(child)
    if (verb.kind === 'say' || verb.kind === 'play' || verb.kind === 'pause') return verb
    throw new TwimlError(13320, `Gather: Invalid nested verb <${child.name}>`)
  })
}

/** Docs: voice/twiml/say. */
function parseSay(element: Element): SayVerb {
  const { voice = '', language = '' } = element.attributes
  return { kind: 'say', text: spokenText(element), voice, language, loop: loopOf(element) }
}

/** The text of `<Say>` with the text of its SSML children. */
function spokenText(element: Element): string {
  return [element.text, ...element.children.map(spokenText)].filter((each) => each !== '').join(' ')
}

/** Docs: voice/twiml/enqueue, taskrouter/twiml-queue-calls. */
function parseEnqueue(element: Element): EnqueueVerb {
  const task = element.children.find(({ name }) => name === 'Task')
  const waitUrl = element.attributes['waitUrl']
  return {
    kind: 'enqueue',
    queue: element.text,
    workflowSid: element.attributes['workflowSid'] ?? null,
    task: {
      attributes: task ? taskAttributes(task) : {},
      ...(task?.attributes['priority'] === undefined
        ? {}
        : { priority: wholeNumberOf(task, 'priority', 0) }),
      ...(task?.attributes['timeout'] === undefined
        ? {}
        : { timeoutSeconds: wholeNumberOf(task, 'timeout', 0) }),
    },
    action: actionOf(element),
    wait:
      waitUrl === undefined ? null : { url: waitUrl, method: methodOf(element, 'waitUrlMethod') },
  }
}

function taskAttributes(task: Element): Record<string, unknown> {
  if (task.text === '') return {}
  try {
    const value: unknown = JSON.parse(task.text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    if (isObject && !isDeepJson(value)) return { ...value }
  } catch {
    // Told below.
  }
  throw new TwimlError(14221, 'Enqueue: the attributes in <Task> are not a JSON object')
}
