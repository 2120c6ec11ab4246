"""The memo: one document made from answers, written as DOCX, HTML or PDF."""
