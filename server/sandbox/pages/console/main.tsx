import { createRoot } from 'react-dom/client'
import '../shared/tokens.css'
import './console.css'
import { Console } from './console.tsx'

const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<Console />)
