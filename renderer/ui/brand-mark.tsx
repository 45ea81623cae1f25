import styles from './brand-mark.module.css'

/** The cord and its jack, as decoration beside the product's name. */
export function BrandMark() {
  return (
    <svg
      className={styles.mark}
      width="48"
      height="48"
      viewBox="0 0 64 64"
      fill="none"
      aria-hidden="true"
    >
      <rect className={styles.board} width="64" height="64" rx="14" />
      <g className={styles.brass} strokeLinecap="round" strokeLinejoin="round">
        <path
          strokeWidth="3.2"
          d="M23.2 40.8 C18.8 45.2 12.2 45.8 12.2 51 C12.2 57.8 22 55 31 51.5 C39.5 48.2 46.5 49.8 51.8 54.5"
        />
        <circle cx="43.2" cy="20.8" r="9" strokeWidth="3.8" />
        <path strokeWidth="4.2" d="M43.2 20.8 L32.8 31.2" />
        <path strokeWidth="8.5" d="M31.8 32.2 L23.2 40.8" />
      </g>
    </svg>
  )
}
