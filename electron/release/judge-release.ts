import { verify, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import type { UpdateRefusal } from '../contract/program.ts'
import {
  releaseInfo,
  signatures,
  toSignedBytes,
  type ReleaseInfo,
  type ReleaseSystem,
} from './release-info.ts'

export type Judgement =
  | { readonly kind: 'trusted'; readonly release: ReleaseInfo }
  | { readonly kind: 'refused'; readonly why: UpdateRefusal }

const signed = z.looseObject({ signatures: signatures.optional().catch(undefined) })

/** Checks whether one of the keys has signed an update file for this system. */
export function judgeRelease(
  info: unknown,
  keys: readonly KeyObject[],
  system: ReleaseSystem,
): Judgement {
  const found = signed.safeParse(info).data?.signatures
  if (found === undefined) return { kind: 'refused', why: 'unsigned' }
  const parsed = releaseInfo.safeParse(info)
  if (!parsed.success) return { kind: 'refused', why: 'not-understood' }
  const statement = toSignedBytes(system, parsed.data)
  const vouched = found.some((text) =>
    keys.some((key) => verify(null, statement, key, Buffer.from(text, 'base64'))),
  )
  return vouched
    ? { kind: 'trusted', release: parsed.data }
    : { kind: 'refused', why: 'wrong-signature' }
}
