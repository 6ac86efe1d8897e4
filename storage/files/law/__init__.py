"""Official texts of acts from outside (法规原文): .txt, .md and .docx, judged before opened."""
