import type { Import } from './imports.ts'

/** One wall: who must not import what, and why. `unless` names the doors in it. */
export interface Wall {
  readonly why: string
  readonly from: RegExp
  readonly never: RegExp
  readonly unless?: RegExp
  /** Types may pass, because nothing of them is left at run time. */
  readonly typesMayPass?: boolean
}

const test = /\.test\.tsx?$|\/testing\//

const walls: readonly Wall[] = [
  {
    why: 'the domain is pure: only itself, the contracts as types, and phone-number parsing',
    from: /^renderer\/domain\//,
    never: /./,
    unless: /^renderer\/domain\/|^libphonenumber-js|^server\/contract\/.*/,
  },
  {
    why: 'the domain takes types of the contracts and the emergency numbers, never zod',
    from: /^renderer\/domain\//,
    never: /^server\/contract\//,
    unless: /^server\/contract\/(assert-never\.ts|dialled\/emergency\/.*)$/,
    typesMayPass: true,
  },
  {
    why: 'ports are interfaces alone',
    from: /^renderer\/ports\//,
    never: /./,
    unless: /^server\/contract\/result\.ts$/,
    typesMayPass: true,
  },
  {
    why: 'the renderer knows the server by its contract alone',
    from: /^renderer\//,
    never: /^server\//,
    unless: /^server\/contract\//,
  },
  {
    why: 'the renderer knows the desktop by its contract alone',
    from: /^renderer\//,
    never: /^electron(\/|$)/,
    unless: /^electron\/contract\//,
  },
  {
    why: 'only its adapter imports the Voice SDK',
    from: /^renderer\/(?!adapters\/twilio-voice\/)/,
    never: /^@twilio\/voice-sdk/,
  },
  {
    why: 'only its adapter imports the Worker SDK',
    from: /^renderer\/(?!adapters\/twilio-taskrouter\/)/,
    never: /^twilio-taskrouter/,
  },
  {
    why: 'adapters know ports and contracts, not screens or stores',
    from: /^renderer\/adapters\//,
    never: /^renderer\/(features|stores|ui|app)\/|^react|^zustand/,
  },
  {
    why: 'features and ui draw; they reach no adapter, port, store or SDK',
    from: /^renderer\/(features|ui)\//,
    never: /^renderer\/(adapters|ports|stores)\/|^zustand|^socket\.io-client/,
    // The provider's words name the target of a call.
    unless: /^renderer\/ports\/softphone-provider\.ts$/,
  },
  {
    why: 'the view says what the screens are given; it knows nothing of those who make it or draw it',
    from: /^renderer\/view\//,
    never: /^renderer\/(adapters|ports|stores|app|features|ui)\/|^zustand/,
    typesMayPass: true,
  },
  {
    why: 'nothing below the composition reaches up to it',
    from: /^renderer\/(domain|ports|view|stores|adapters|features|ui|i18n|panels)\//,
    never: /^renderer\/app\//,
  },
  {
    why: 'the main process starts the server as a process; it imports neither it nor the renderer nor Twilio',
    from: /^electron\/main\//,
    never: /^(server|renderer)\/|^twilio|^@twilio/,
    // What the two say to one another over their port, where a number ends, and what no log may show: all read it alike.
    unless:
      /^server\/contract\/(assert-never\.ts|result\.ts|hosted\.ts|setup\.ts|retry-after\.ts|dialled\/(clean-text|split-number)\.ts|redaction\/redact-text\.ts)$/,
  },
  {
    why: 'what IT decides, the IPC contract and the signing of a release stand below the main process',
    from: /^electron\/(policy|contract|release)\//,
    never: /^electron\/main\//,
  },
  {
    why: 'only the credentials service reads the keychain',
    from: /^(electron\/(?!main\/services\/credentials\/)|renderer\/|server\/)/,
    never: /^keytar$/,
  },
  {
    why: 'the preload has channel names and types, no behaviour',
    from: /^electron\/preload\//,
    never: /./,
    unless: /^electron$|^electron\/contract\/(panel-)?channels\.ts$/,
    typesMayPass: true,
  },
  {
    why: 'the contract is parsed on both sides and depends on neither; what a number is belongs to it',
    from: /^(server|electron)\/contract\//,
    never: /./,
    unless: /^(server|electron)\/contract\/|^zod$|^libphonenumber-js/,
  },
  {
    why: 'only server/twilio imports the twilio package',
    from: /^server\/(?!twilio\/|sandbox\/)/,
    never: /^twilio$/,
  },
  {
    why: 'the server reaches the sandbox as it reaches Twilio; it starts it as a process',
    from: /^server\/(?!sandbox\/)/,
    never: /^server\/sandbox\/|^twilio-sandbox$/,
  },
  {
    why: 'the sandbox shares nothing with the server that is tested against it',
    from: /^server\/sandbox\//,
    never: /^(server\/(?!sandbox\/)|electron\/|renderer\/|twilio$)/,
  },
  {
    why: 'the server knows neither desktop nor screens',
    from: /^server\//,
    never: /^(electron|renderer)(\/|$)/,
  },
  {
    why: 'nobody imports the tests',
    from: /^(electron|renderer|server)\//,
    never: /^tests\//,
  },
]

/** The sentences that say which wall each import breaks. Tests may reach through walls: they prove, they do not ship. */
export function broken(imports: readonly Import[]): string[] {
  return imports
    .filter((found) => !test.test(found.from))
    .flatMap((found) =>
      walls
        .filter((wall) => breaks(found, wall))
        .map((wall) => `${found.from} imports ${found.to}, but ${wall.why}`),
    )
}

function breaks(found: Import, wall: Wall): boolean {
  return (
    wall.from.test(found.from) &&
    wall.never.test(found.to) &&
    !wall.unless?.test(found.to) &&
    !(wall.typesMayPass && found.typeOnly)
  )
}
