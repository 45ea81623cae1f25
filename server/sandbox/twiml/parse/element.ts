import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { TwimlError } from './twiml-error.ts'

export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  /** The element's own text, trimmed. */
  readonly text: string
}

const ATTRIBUTES = ':@'
const TEXT = '#text'

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
  cdataPropName: '#cdata',
})

/**
 * Reads XML with one root element. Throws a TwimlFault 12100 when it is not well-formed or has more than a hundred
 * elements inside each other. Docs: api/errors/12100.
 */
export function readElement(xml: string): Element {
  const valid = XMLValidator.validate(xml.trim())
  if (valid !== true) {
    const { msg, line, col } = valid.err
    throw new TwimlError(12100, `Document parse failure: ${msg} (line ${line}, column ${col})`)
  }
  const [root] = parse(xml.trim()).flatMap((node) => toElement(node) ?? [])
  if (!root) throw new TwimlError(12100, 'Document parse failure: the document is empty')
  return root
}

/** The parser refuses what its check lets through: too deep a nesting, entities without end. */
function parse(xml: string): readonly Record<string, unknown>[] {
  try {
    // The parser's shape is not in its types: every node is an object of one name, its children and attributes.
    return parser.parse(xml) as readonly Record<string, unknown>[]
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new TwimlError(12100, `Document parse failure: ${why}`)
  }
}

function toElement(node: Readonly<Record<string, unknown>>): Element | null {
  const name = Object.keys(node).find((key) => key !== ATTRIBUTES)
  if (name === undefined || name.startsWith('#')) return null
  const content = nodesOf(node[name])
  return {
    name,
    attributes: attributesOf(node[ATTRIBUTES]),
    children: content.flatMap((child) => toElement(child) ?? []),
    text: content.map(textOf).join('').trim(),
  }
}

function textOf(node: Readonly<Record<string, unknown>>): string {
  if (TEXT in node) return String(node[TEXT])
  return nodesOf(node['#cdata']).map(textOf).join('')
}

function nodesOf(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value : []
}

function attributesOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, String(each)]))
}
