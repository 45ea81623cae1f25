import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { policies, policyDocument, policyKeys, type PolicyKey } from './policies.ts'
import { readForm } from './templates.ts'
import { documents, GENERATE, withTables, generatedFiles } from './generated-files.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const hint = `is out of date: run \`${GENERATE}\``

describe('what is made from the code is up to date', () => {
  it.each(Object.entries(generatedFiles))('%s', (path, text) =>
    expect(read(path), `${path} ${hint}`).toBe(text),
  )

  it.each(Object.keys(documents))('the tables in %s', (path) => {
    expect(read(path), `${path} ${hint}`).toBe(withTables(path, read(path)))
  })
})

describe('the template of Group Policy', () => {
  const admx = read('resources/policy/cordboard.admx')
  const adml = read('resources/policy/en-US/cordboard.adml')
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' })

  it('is well-formed, in both halves', () => {
    expect(XMLValidator.validate(admx)).toBe(true)
    expect(XMLValidator.validate(adml)).toBe(true)
  })

  it('names a value of the registry for each policy, and no other', () => {
    const named = [...admx.matchAll(/valueName="(?<name>[^"]+)"/gu)].map((found) => found[1])
    expect(named).toEqual([...policyKeys])
  })

  it('finds in the other half every string and every presentation that it refers to', () => {
    const { policyDefinitionResources: whole } = parser.parse(adml) as {
      policyDefinitionResources: {
        resources: {
          stringTable: { string: { id: string }[] }
          presentationTable: { presentation: { id: string }[] }
        }
      }
    }
    const { stringTable, presentationTable } = whole.resources
    const referred = (kind: string): Set<string | undefined> =>
      new Set(
        [...admx.matchAll(new RegExp(`\\$\\(${kind}\\.([^)]+)\\)`, 'gu'))].map(([, id]) => id),
      )
    expect(new Set(stringTable.string.map(({ id }) => id))).toEqual(referred('string'))
    expect(new Set(presentationTable.presentation.map(({ id }) => id))).toEqual(
      referred('presentation'),
    )
  })
})

describe('a policy', () => {
  it.each(policyKeys)('%s takes what its template offers', (key) => {
    const { schema } = policies[key]
    expect(offered(key).filter((value) => !schema.safeParse(value).success)).toEqual([])
  })

  it('document takes no unknown keys', () => {
    expect(policyDocument.safeParse({ 'log.level': 'info' }).success).toBe(true)
    expect(policyDocument.safeParse({ colour: 'pink' }).success).toBe(false)
  })
})

/** Texts and lists are free: of them the schema says more than a template can. */
function offered(key: PolicyKey): readonly unknown[] {
  const form = readForm(key)
  switch (form.kind) {
    case 'switch':
      return [true, false]
    case 'number':
      return [form.least, form.most]
    case 'choice':
      return form.of
    case 'text':
    case 'list':
      return []
  }
}
