/** A word that the project does not use, and what to write in its place. */
export interface GoneWord {
  /** In any case, and inside identifiers too: `isMended` is *is mended*. */
  readonly word?: string
  /** The name of something that is declared, as it is written. */
  readonly declared?: string
  readonly write: string
}

/** Words that a reader whose second language is English has to look up. */
export const notPlain: readonly GoneWord[] = [
  { word: 'whence', write: 'from where' },
  { word: 'bears out', write: 'confirms' },
  { word: 'borne out', write: 'confirmed' },
  { word: 'of their own accord', write: 'by themselves' },
  { word: 'given up by twilio', write: 'not retried by Twilio any more' },
  { word: 'hither', write: 'here' },
  { word: 'thereof', write: 'of it' },
  { word: 'therein', write: 'in it' },
  { word: 'wherein', write: 'in which' },
  { word: 'lest', write: 'so that … not' },
  { word: 'albeit', write: 'although' },
]

/** Names that GLOSSARY.md forbids. Migrations have them, because stored data of old has. */
export const notInGlossary: readonly GoneWord[] = [
  { word: 'unpark', write: 'resume' },
  { word: 'co-worker', write: 'teammate' },
  { word: 'deeds', write: 'effects' },
]
