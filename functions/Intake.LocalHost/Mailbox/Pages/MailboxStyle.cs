namespace Intake.LocalHost.Mailbox.Pages;

/// <summary>The look of the mailbox, in the page itself: nothing is fetched.</summary>
internal static class MailboxStyle
{
    internal const string Css = """
        :root { --paper: #fff; --ground: #f3f5f4; --ink: #17211d; --quiet: #5c6a64; --line: #dde3e0; --accent: #0b6b53; --tint: #e3f1ec; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #1a211e; --ground: #111614; --ink: #e8eeeb; --quiet: #9aa8a2; --line: #2c3632; --accent: #6fd0b1; --tint: #1f3a31; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
        a { color: var(--accent); }
        a:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
        .quiet { color: var(--quiet); }
        .bar { display: flex; justify-content: space-between; align-items: center; gap: 1rem; padding: .9rem clamp(1rem, 4vw, 2rem); background: var(--paper); border-bottom: 1px solid var(--line); }
        .brand { font-weight: 650; color: var(--ink); text-decoration: none; }
        .brand span { color: var(--accent); margin-right: .3rem; }
        .bar nav { display: flex; gap: 1.25rem; font-size: .95rem; }
        main { max-width: 56rem; margin: 0 auto; padding: 1.5rem clamp(.75rem, 3vw, 1.5rem) 4rem; }
        h1 { font-size: 1.35rem; line-height: 1.3; margin: 0 0 1rem; overflow-wrap: anywhere; }
        .empty { background: var(--paper); border: 1px dashed var(--line); border-radius: 12px; padding: 1.25rem 1.5rem; }
        .mails { list-style: none; margin: 0; padding: 0; background: var(--paper); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
        .mails li + li { border-top: 1px solid var(--line); }
        .mails a { display: grid; grid-template-columns: 2.75rem 1fr auto; column-gap: .9rem; padding: .9rem 1.1rem; color: inherit; text-decoration: none; }
        .mails a:hover { background: var(--tint); }
        .badge { grid-row: 1 / span 3; width: 2.75rem; height: 2.75rem; border-radius: 50%; display: grid; place-items: center; background: var(--tint); color: var(--accent); font-weight: 650; font-size: .95rem; flex: none; }
        .who { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
        time { color: var(--quiet); font-size: .9rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .subject { grid-column: 2 / -1; font-weight: 600; overflow-wrap: anywhere; }
        .preview { grid-column: 2 / -1; font-size: .93rem; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; overflow-wrap: anywhere; }
        .back { margin: 0 0 .75rem; }
        .mail { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
        .mail header { padding: 1.25rem clamp(1rem, 3vw, 1.5rem) 1rem; border-bottom: 1px solid var(--line); }
        .mail h1 { margin-bottom: .8rem; }
        .envelope { display: flex; gap: .9rem; font-size: .95rem; overflow-wrap: anywhere; }
        .envelope time { white-space: normal; }
        iframe { display: block; width: 100%; height: 75vh; border: 0; background: #fff; color-scheme: light; }
        details { border-top: 1px solid var(--line); padding: .8rem clamp(1rem, 3vw, 1.5rem); }
        summary { cursor: pointer; color: var(--accent); }
        pre { margin: .8rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; font: .9rem/1.5 ui-monospace, "Cascadia Mono", Menlo, monospace; }
        .mail > pre { padding: 0 clamp(1rem, 3vw, 1.5rem) 1.25rem; }
        dl { margin: .8rem 0 0; display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .3rem 1.25rem; font-size: .9rem; }
        dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
        @media (max-width: 34rem) {
          .who .quiet { display: none; }
          .mails a { grid-template-columns: 2.25rem 1fr auto; padding: .8rem; column-gap: .7rem; }
          .mails .badge { width: 2.25rem; height: 2.25rem; font-size: .8rem; }
          dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; }
        }
        """;
}
