"""Speed: words a second against the bare tokenizer, start-up, memory, growth with the catalog."""
