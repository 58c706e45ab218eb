-- What models are asked besides: drafts of experiences, and vectors of texts for the search.
alter table public.ai_uses drop constraint ai_uses_purpose_check;
alter table public.ai_uses add constraint ai_uses_purpose_check check (purpose in
  ('search', 'assistant', 'intent', 'story', 'experience', 'translation', 'embedding'));
