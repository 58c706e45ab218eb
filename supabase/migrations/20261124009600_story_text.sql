-- Clients show story_content as the escaped text it is promised to be. The API escapes it; whoever
-- writes past the API must have done so, too.
alter table public.stories add constraint stories_story_content_escaped_check
  check (position('<' in story_content) = 0 and position('>' in story_content) = 0);
