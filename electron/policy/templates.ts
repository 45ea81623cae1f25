import { assertNever } from '../../server/contract/assert-never.ts'
import { z } from 'zod'
import {
  policies,
  policyDocument,
  policyGroups,
  policyKeys,
  type PolicyGroup,
  type PolicyKey,
} from './policies.ts'

/** The input that a template has for a value. */
export type PolicyForm =
  | { readonly kind: 'switch' }
  | { readonly kind: 'number'; readonly least: number; readonly most: number }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'text' }
  | { readonly kind: 'list' }

const jsonSchema = z.object({
  type: z.string().optional(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  items: z.object({ type: z.string() }).optional(),
  anyOf: z.array(z.object({ type: z.string() })).optional(),
})

/** Read from the schema itself, so that no template can differ from it. */
export function readForm(key: PolicyKey): PolicyForm {
  const shape = jsonSchema.parse(z.toJSONSchema(policies[key].schema, { io: 'input' }))
  if (shape.enum !== undefined) return { kind: 'choice', of: shape.enum }
  if (shape.type === 'boolean') return { kind: 'switch' }
  if (shape.type === 'integer' && shape.minimum !== undefined && shape.maximum !== undefined) {
    return { kind: 'number', least: shape.minimum, most: shape.maximum }
  }
  const texts = shape.anyOf?.every(({ type }) => type === 'string' || type === 'null')
  if (shape.type === 'string' || texts === true) return { kind: 'text' }
  if (shape.type === 'array' && shape.items?.type === 'string') return { kind: 'list' }
  throw new Error(`No template knows what ${key} is`)
}

/** The whole policy as a JSON Schema, for editors and for checks before a file is distributed. */
export function jsonSchemaText(): string {
  return `${JSON.stringify(z.toJSONSchema(policyDocument, { io: 'input' }), null, 2)}\n`
}

/** The table in resources/docs/deployment.md. */
export function documentTable(): string {
  const rows = policyKeys.map((key) => {
    const { title, explanation: says } = policies[key]
    return `| \`${key}\` | ${values(key)} | ${title}. ${says.replaceAll('|', '\\|')} |`
  })
  return ['| policy | value | does |', '| --- | --- | --- |', ...rows].join('\n')
}

function values(key: PolicyKey): string {
  const form = readForm(key)
  switch (form.kind) {
    case 'switch':
      return 'true, false'
    case 'number':
      return `${form.least} to ${form.most}`
    case 'choice':
      return form.of.join(', ')
    case 'text':
      return 'text'
    case 'list':
      return 'list of texts'
    default:
      return assertNever(form)
  }
}

/** Names in the templates have no dots and dashes. */
const nameOf = (key: PolicyKey): string => key.replaceAll(/[.-]/gu, '_')
const groups = Object.keys(policyGroups) as readonly PolicyGroup[]
const version = '1.0'

/** The template of Windows Group Policy: the policies. Their values go to `Software\Policies\Cordboard`. */
export function admxText(): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="${version}" schemaVersion="1.0">
  <policyNamespaces>
    <target prefix="cordboard" namespace="Cordboard.Policies" />
    <using prefix="windows" namespace="Microsoft.Policies.Windows" />
  </policyNamespaces>
  <resources minRequiredRevision="${version}" />
  <supportedOn>
    <definitions>
      <definition name="supported" displayName="$(string.supported)" />
    </definitions>
  </supportedOn>
  <categories>
    <category name="cordboard" displayName="$(string.cordboard)" />
${groups.map(admxCategory).join('\n')}
  </categories>
  <policies>
${policyKeys.map(admxPolicy).join('\n')}
  </policies>
</policyDefinitions>
`
}

function admxCategory(group: PolicyGroup): string {
  return `    <category name="${group}" displayName="$(string.group_${group})">
      <parentCategory ref="cordboard" />
    </category>`
}

function admxPolicy(key: PolicyKey): string {
  const name = nameOf(key)
  const form = readForm(key)
  const isSwitch = form.kind === 'switch'
  const valueName = isSwitch ? ` valueName="${key}"` : ` presentation="$(presentation.${name})"`
  const body = isSwitch
    ? `      <enabledValue><decimal value="1" /></enabledValue>
      <disabledValue><decimal value="0" /></disabledValue>`
    : `      <elements>
${admxElement(key, form)}
      </elements>`
  return `    <policy name="${name}" class="Both" displayName="$(string.${name})" explainText="$(string.${name}_says)" key="Software\\Policies\\Cordboard"${valueName}>
      <parentCategory ref="${policies[key].group}" />
      <supportedOn ref="supported" />
${body}
    </policy>`
}

function admxElement(key: PolicyKey, form: Exclude<PolicyForm, { kind: 'switch' }>): string {
  const id = `id="${nameOf(key)}" valueName="${key}"`
  switch (form.kind) {
    case 'number':
      return `        <decimal ${id} minValue="${form.least}" maxValue="${form.most}" required="true" />`
    case 'text':
      // Not required: an empty text is a value, such as no key for a hotkey.
      return `        <text ${id} maxLength="2000" />`
    case 'list':
      // Typed one per line; stored as REG_MULTI_SZ.
      return `        <multiText ${id} required="true" />`
    case 'choice':
      return [
        `        <enum ${id} required="true">`,
        ...form.of.map(
          (value) =>
            `          <item displayName="$(string.${nameOf(key)}_is_${value})"><value><string>${value}</string></value></item>`,
        ),
        '        </enum>',
      ].join('\n')
    default:
      return assertNever(form)
  }
}

/** The English texts of the template. */
export function admlText(): string {
  const strings = [
    ['cordboard', 'Cordboard'],
    ['supported', 'Cordboard 0.1 and later'],
    ...groups.map((group) => [`group_${group}`, policyGroups[group]]),
    ...policyKeys.flatMap(admlStrings),
  ]
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="${version}" schemaVersion="1.0">
  <displayName>Cordboard</displayName>
  <description>Settings of Cordboard that an organisation decides.</description>
  <resources>
    <stringTable>
${strings.map(([id, text]) => `      <string id="${id}">${escapeXml(text ?? '')}</string>`).join('\n')}
    </stringTable>
    <presentationTable>
${policyKeys.flatMap(admlPresentation).join('\n')}
    </presentationTable>
  </resources>
</policyDefinitionResources>
`
}

function admlStrings(key: PolicyKey): readonly (readonly [string, string])[] {
  const { title, explanation: says } = policies[key]
  const form = readForm(key)
  const choices = form.kind === 'choice' ? form.of : []
  return [
    [nameOf(key), title],
    [`${nameOf(key)}_says`, says],
    ...choices.map((value) => [`${nameOf(key)}_is_${value}`, value] as const),
  ]
}

function admlPresentation(key: PolicyKey): readonly string[] {
  const [form, id, label] = [readForm(key), nameOf(key), escapeXml(policies[key].title)]
  const inside = {
    switch: null,
    number: `<decimalTextBox refId="${id}">${label}</decimalTextBox>`,
    choice: `<dropdownList refId="${id}">${label}</dropdownList>`,
    list: `<multiTextBox refId="${id}">${label}</multiTextBox>`,
    text: `<textBox refId="${id}"><label>${label}</label></textBox>`,
  }[form.kind]
  return inside === null ? [] : [`      <presentation id="${id}">${inside}</presentation>`]
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
