using System.Security.Cryptography;
using System.Text;

namespace Intake.Handoffs;

/// <summary>Style of the answer pages, and the header that allows it and nothing else.</summary>
internal static class AnswerPageStyles
{
    /// <summary>The sheet, as it stands in the page: its hash is what the browser compares.</summary>
    public const string Sheet = """
        :root{--ground:#f3f4f1;--card:#fff;--ink:#22302a;--strong:#14211b;--quiet:#66736c;--line:#dde1d9;--green:#1d6b4c;--on:#fff;--soft:#eef4f0;--bad:#a4281b}
        @media (prefers-color-scheme:dark){:root{--ground:#121714;--card:#1b221e;--ink:#e4eae6;--strong:#f6faf7;--quiet:#9ba8a1;--line:#35403a;--green:#8fd3b3;--on:#10201a;--soft:#20332a;--bad:#ff9d8f}}
        *{box-sizing:border-box}
        body{margin:0;padding:0 0 48px;background:var(--ground);color:var(--ink);font:17px/1.5 "Segoe UI",-apple-system,BlinkMacSystemFont,Roboto,Helvetica,Arial,sans-serif}
        main{max-width:34rem;margin:0 auto;background:var(--card);padding:0 24px 28px;overflow:hidden;overflow-wrap:anywhere}
        header{margin:0 -24px;padding:16px 24px;background:var(--soft);border-bottom:1px solid var(--line)}
        header strong,header span{display:block}header strong{color:var(--strong)}header span{color:var(--quiet);font-size:15px}
        h2{margin:26px 0 10px;font-size:15px;font-weight:600;color:var(--quiet)}h1{margin:26px 0 8px;font-size:26px;line-height:1.25;color:var(--strong);letter-spacing:-.3px}
        p{margin:0 0 18px}fieldset{margin:0 0 20px;padding:0;border:0}legend{margin-bottom:6px;padding:0;font-size:15px;color:var(--quiet)}
        label{display:flex;align-items:center;gap:12px;min-height:48px;padding:8px 0;border-bottom:1px solid var(--line)}
        input[type=radio],input[type=checkbox]{width:20px;height:20px;margin:0;flex:none;accent-color:var(--green)}
        label.date{flex-wrap:wrap;padding:8px 0 10px 32px;font-size:15px;color:var(--quiet)}
        .rows{padding:4px 0;border-bottom:1px solid var(--line)}.rows label{justify-content:space-between;border:0;padding:4px 0}.rows input,.rows select{width:13rem;max-width:62%;height:44px;flex:none}
        label.field{flex-wrap:wrap;padding:10px 0;margin:0 0 20px}label.field input{flex:1 1 12rem}
        input[type=date],input[type=time],input[type=text],select{font:inherit;padding:8px 10px;min-width:0;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:6px}
        button,a.button{display:block;width:100%;padding:14px 24px;font:inherit;font-weight:600;text-align:center;color:var(--on);background:var(--green);border:1px solid var(--green);border-radius:8px;cursor:pointer}
        a{color:var(--green)}a.button{color:var(--green);background:none;text-decoration:none}.other{margin:20px 0 0;text-align:center}.one{margin:0 0 12px}small{display:block;font-weight:400;font-size:14px;color:var(--quiet)}
        .note{color:var(--quiet);font-size:15px}ul.small{display:flex;flex-wrap:wrap;justify-content:center;gap:4px 20px;margin:18px 0 0;padding:0;list-style:none}ul.small a{display:inline-block;padding:10px 0}
        .error{padding:10px 14px;color:var(--bad);border:1px solid var(--bad);border-radius:8px}
        :focus-visible{outline:3px solid var(--green);outline-offset:2px}
        @media (min-width:36rem){main{margin-top:40px;border:1px solid var(--line);border-radius:12px}}
        """;

    /// <summary>No script, no frame, no request to anywhere else.</summary>
    public static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Sheet)))}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
}
