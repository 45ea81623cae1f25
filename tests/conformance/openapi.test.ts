import { expect, test } from 'vitest'
import { CUSTOMER, startBench } from './bench.ts'
import { recordingClient } from './openapi/recording-client.ts'
import { readSpecification } from './openapi/specification.ts'
import { walkTaskRouter } from './openapi/walk-taskrouter.ts'
import { walkVoice } from './openapi/walk.ts'

/** Twilio's OpenAPI files: the folder `spec/json` of a copy of github.com/twilio/twilio-oai. */
const FOLDER = process.env['TWILIO_OAI'] ?? ''

/** What the files do not say and Twilio's pages do, and what COVERAGE.md names as missing. */
const KNOWN: readonly (readonly [operation: RegExp, deviation: RegExp])[] = [
  // Pages: voice/api/call-resource, voice/api/recording, voice/api/queue-resource.
  [/\/Calls(?:\/\{Sid\})?\.json$/u, /\(annotation\)$/u],
  [/\/Recordings(?:\/\{Sid\})?\.json$/u, /\((?:media_url|subresource_uris|track)\)$/u],
  [/\/Queues(?:\/\{Sid\})?\.json$/u, /\(subresource_uris\)$/u],
  // Null while the conference goes on, by the file's own text and not by its schema.
  [/\/Conferences(?:\/\{Sid\})?\.json$/u, /\/reason_conference_ended /u],
  [/\/(?:Usage\/Triggers|Messages)\.json$/u, /^status 404 /u],
]

const isKnown = (operation: string, deviation: string) =>
  KNOWN.some(([where, what]) => where.test(operation) && what.test(deviation))

test('the answers are those of Twilio’s OpenAPI files', async (context) => {
  context.skip(FOLDER === '', 'did not run: TWILIO_OAI names no folder with the files')
  const judge = readSpecification(FOLDER)
  const bench = await startBench()
  try {
    await bench.phones.behave(CUSTOMER, { answers: { afterSeconds: 0 } })
    const { client, exchanges } = recordingClient(bench.description)
    await walkVoice(bench, client)
    await walkTaskRouter(bench, client)
    const found = Map.groupBy(
      exchanges.flatMap((exchange) => judge(exchange) ?? []),
      ({ operation }) => operation,
    )
    const deviating = [...found].flatMap(([operation, verdicts]) => {
      const said = new Set(verdicts.flatMap(({ deviations }) => deviations))
      return said.size === 0 ? [] : [{ operation, said: [...said] }]
    })
    const exact = found.size - deviating.length
    process.stdout.write(`${found.size} operations, ${exact} exact, of TWILIO_OAI=${FOLDER}\n`)
    const unknown = deviating.flatMap(({ operation, said }) =>
      said.filter((each) => !isKnown(operation, each)).map((each) => `${operation}: ${each}`),
    )
    expect(unknown).toEqual([])
    expect(found.size).toBeGreaterThan(100)
  } finally {
    await bench.close()
  }
})
