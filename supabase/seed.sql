-- The demo data needs accounts and files, which plain SQL cannot make the way the product does, so
-- the embedded backend loads it with `node supabase/seed/load.ts` right after this file.
--
-- `supabase start` and `supabase db reset` run only this file. They get an installation without
-- demo data; to fill it, run the loader with SUPABASE_URL, SUPABASE_SECRET_KEY and DATABASE_URL of
-- that local stack. What every installation needs is the company that owns what nobody claimed.
insert into public.company_accounts (id, name, slogan, description, is_platform)
values (
  'c7ae75f1-96f0-409d-b5e7-24ce7d304d5a', 'Travel Buddy', 'Places worth a story',
  'Looks after experiences that no company has claimed yet.', true)
on conflict do nothing;
