export { formatDuration } from '../../../electron/contract/duration.ts'
