using System.Security.Cryptography;
using System.Text;

namespace Intake.Http;

/// <summary>The one style sheet of the pages, inside them, allowed by its hash.</summary>
internal static class PageStyle
{
    /// <summary>The style sheet.</summary>
    public const string Css = """
        :root { color-scheme: light dark; --ink: #17202a; --soft: #5d6b7a; --line: #c6ced6; --paper: #fff; --back: #f3f5f7; --main: #0b6b57; --bad: #b3261e }
        @media (prefers-color-scheme: dark) { :root { --ink: #e8edf2; --soft: #9fb0c0; --line: #44525f; --paper: #1b232b; --back: #12181e; --main: #3fb898; --bad: #ff8a80 } }
        * { box-sizing: border-box }
        body { margin: 0; background: var(--back); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
        main { max-width: 34rem; margin: 6vh auto; padding: 2rem; background: var(--paper); border-radius: .75rem; box-shadow: 0 1px 3px #0002 }
        @media (max-width: 36rem) { main { margin: 0; min-height: 100vh; border-radius: 0; padding: 1.5rem 1.25rem } }
        h1 { margin: 0 0 1.25rem; font-size: 1.6rem; line-height: 1.2 }
        .about { margin: -.75rem 0 1rem; color: var(--soft) }
        .field { margin: 0 0 1.1rem }
        label { display: block; margin-bottom: .3rem; font-weight: 600 }
        small { color: var(--soft); font-weight: 400 }
        input, select, textarea { width: 100%; padding: .65rem .75rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--paper); color: inherit; font: inherit }
        input[type=checkbox] { flex: none; width: 1.25rem; height: 1.25rem; margin: .15rem 0 0 }
        .field:has(> input[type=checkbox]) { display: flex; flex-flow: row-reverse wrap; justify-content: flex-end; gap: 0 .6rem }
        .field:has(> input[type=checkbox]) label { flex: 1; margin: 0; font-weight: 400 }
        .field:has(> input[type=checkbox]) .error { flex-basis: 100%; order: 1 }
        :is(input, select, textarea, button, a):focus-visible { outline: 3px solid color-mix(in srgb, var(--main) 50%, transparent); outline-offset: 1px }
        [aria-invalid] { border-color: var(--bad) }
        .error { display: block; margin-top: .25rem; color: var(--bad) }
        .errors { margin: 0 0 1.25rem; padding: .7rem .9rem; border-left: 4px solid var(--bad); background: color-mix(in srgb, var(--bad) 10%, transparent) }
        a { color: var(--main) }
        h2 { margin: 2rem 0 .5rem; font-size: 1.1rem }
        .aside { margin: 1.5rem 0 0; font-size: .9rem }
        .below { margin: .5rem 0 0 }
        a.button { display: block; padding: .8rem; border-radius: .4rem; background: var(--main); color: var(--paper); font-weight: 600; text-align: center; text-decoration: none }
        button { width: 100%; padding: .8rem; border: 0; border-radius: .4rem; background: var(--main); color: var(--paper); font: inherit; font-weight: 600; cursor: pointer }
        """;

    /// <summary>Its hash as a source of a content security policy.</summary>
    public static string Source { get; } = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'";
}
