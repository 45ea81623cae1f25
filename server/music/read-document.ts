import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { z } from 'zod'
import type { MusicVerdict } from '../contract/music.ts'

/** A `<Redirect>`: its address as written, and how Twilio asks for it. */
interface Redirect {
  readonly url: string
  readonly method: 'GET' | 'POST'
}

/** A document that plays for ever, or what is wrong with it. Addresses are as written. */
type DocumentReading =
  | {
      readonly kind: 'endless'
      readonly audio: readonly string[]
      readonly redirect: Redirect | null
    }
  | { readonly kind: 'wrong'; readonly verdict: MusicVerdict; readonly detail: string }

const ATTRIBUTES = ':@'
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  htmlEntities: true,
})

/** The parser's nodes: an object with one name, its children, and its attributes. */
const node = z.record(z.string(), z.unknown())
const nodes = z.array(node)
const attributesOf = z.record(z.string(), z.string()).catch({})
const textNode = z.object({ '#text': z.string() })

interface Verb {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly text: string
}

/** Reads what a Conference plays to somebody who waits. Docs: voice/twiml/conference#waiturl, api/errors/13238. */
export function readDocument(xml: string): DocumentReading {
  const verbs = readVerbs(xml.trim())
  if (typeof verbs === 'string') return wrong('not-twiml', verbs)
  const audio: string[] = []
  for (const { name, attributes, text } of verbs) {
    switch (name) {
      case 'Play':
        if (text === '') return wrong('not-twiml', '<Play> without an address')
        audio.push(text)
        break
      case 'Say':
      case 'Pause':
        break
      case 'Redirect': {
        const method = attributes['method']?.toUpperCase() === 'GET' ? 'GET' : 'POST'
        return { kind: 'endless', audio, redirect: { url: text, method } }
      }
      default:
        return wrong('forbidden-verb', `<${name}>`)
    }
    // Nothing behind it is reached.
    if (name !== 'Pause' && attributes['loop'] === '0')
      return { kind: 'endless', audio, redirect: null }
  }
  return wrong('ends', '')
}

/** The elements in `<Response>`, or why it is no TwiML. */
function readVerbs(xml: string): readonly Verb[] | string {
  const valid = XMLValidator.validate(xml)
  if (valid !== true) return `line ${valid.err.line}: ${valid.err.msg}`
  try {
    const [root] = nodes.parse(parser.parse(xml)).flatMap(elementsOf)
    if (root?.name !== 'Response') return `<${root?.name ?? ''}> in place of <Response>`
    return root.children.flatMap(elementsOf).map(({ name, attributes, children }) => {
      return { name, attributes, text: children.map(textOf).join('').trim() }
    })
  } catch (error) {
    // What the check above lets through: too deep a nesting, entities without end.
    return error instanceof Error ? error.message : String(error)
  }
}

function elementsOf(each: z.infer<typeof node>) {
  const name = Object.keys(each).find((key) => key !== ATTRIBUTES)
  if (name === undefined || name.startsWith('#')) return []
  return [
    {
      name,
      attributes: attributesOf.parse(each[ATTRIBUTES]),
      children: nodes.parse(each[name]),
    },
  ]
}

function textOf(each: z.infer<typeof node>): string {
  const text = textNode.safeParse(each)
  return text.success ? text.data['#text'] : ''
}

function wrong(verdict: MusicVerdict, detail: string): DocumentReading {
  return { kind: 'wrong', verdict, detail }
}
