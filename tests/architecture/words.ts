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
  { word: 'anew', write: 'again' },
  { word: 'whom', write: 'who, or another sentence' },
  { word: 'whoever', write: 'anyone who, the agent who' },
  { word: 'whomever', write: 'anyone who' },
  { word: 'whence', write: 'from where' },
  { word: 'how-manieth', write: 'which number; a SequenceNumber' },
  { word: 'so-manieth', write: 'the nth' },
  { word: 'mend', write: 'fix' },
  { word: 'mends', write: 'fixes' },
  { word: 'mended', write: 'fixed' },
  { word: 'mending', write: 'fixing' },
  { word: 'bear out', write: 'confirm' },
  { word: 'bears out', write: 'confirms' },
  { word: 'borne out', write: 'confirmed' },
  { word: 'is none', write: 'there is no …, or is not a …' },
  { word: 'are none', write: 'there are no …' },
  { word: 'shall', write: 'will, must' },
  { word: 'upon', write: 'on' },
  { word: 'once more', write: 'again' },
  { word: 'ever more', write: 'less and less, more and more' },
  { word: 'of its own accord', write: 'by itself' },
  { word: 'of their own accord', write: 'by themselves' },
  { word: 'asked in', write: 'invited' },
  { word: 'given up by twilio', write: 'not retried by Twilio any more' },
  { word: 'callback up', write: 'how long Twilio retries a callback' },
  { word: 'nought', write: '0, nothing' },
  { word: 'hither', write: 'here' },
  { word: 'thereof', write: 'of it' },
  { word: 'therein', write: 'in it' },
  { word: 'wherein', write: 'in which' },
  { word: 'lest', write: 'so that … not' },
  { word: 'albeit', write: 'although' },
]

/** Names that GLOSSARY.md forbids. Migrations have them, because stored data of old has. */
export const notInGlossary: readonly GoneWord[] = [
  { declared: 'CallCommand', write: 'CallEffect: what a transition asks to be done' },
  { declared: 'Talk', write: 'ActiveCall' },
  { declared: 'takeBack', write: 'retrieve (the button on the screen says Take back)' },
  { declared: 'Heard', write: 'CallbackStamp' },
  { declared: 'Ground', write: 'a name of what it has, with Deps' },
  { declared: 'Company', write: 'ProcessGroup' },
  { declared: 'Around', write: 'a name of what it has, with Deps' },
  { declared: 'Outcome', write: 'Result (server/contract/result.ts)' },
  { declared: 'KeychainLine', write: 'KeychainQueue' },
  { declared: 'engaged', write: 'limitToOneCall' },
  { declared: 'park', write: 'setAside' },
  { word: 'parks', write: 'sets aside' },
  { word: 'parked', write: 'set aside: setAside' },
  { word: 'parking', write: 'setting aside' },
  { word: 'unpark', write: 'resume' },
  { word: 'take up', write: 'resume' },
  { word: 'takes up', write: 'resumes' },
  { word: 'taken up', write: 'resumed' },
  { word: 'colleague', write: 'teammate' },
  { word: 'colleagues', write: 'teammates' },
  { word: 'co-worker', write: 'teammate' },
  { word: 'deed', write: 'effect' },
  { word: 'deeds', write: 'effects' },
  { word: 'patience', write: 'timeout' },
  { word: 'hold asked', write: 'hold-requested' },
  { word: 'mute asked', write: 'mute-requested' },
  { word: 'add asked', write: 'add-requested' },
  { word: 'remove asked', write: 'remove-requested' },
  { word: 'leave asked', write: 'leave-requested' },
  { word: 'hang up asked', write: 'hang-up-requested' },
  { word: 'park asked', write: 'set-aside-requested' },
  { word: 'take up asked', write: 'resume-requested' },
  { word: 'merge asked', write: 'merge-requested' },
]
