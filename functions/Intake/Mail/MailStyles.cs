namespace Intake.Mail;

/// <summary>Styles that mails share. Constants: nothing typed by anyone gets here.</summary>
internal static class MailStyles
{
    private const string Font = "font-family:'Segoe UI',-apple-system,BlinkMacSystemFont,Roboto,Helvetica,Arial,sans-serif;";

    public const string Page = "margin:0;padding:0;background:#f3f4f1;-webkit-text-size-adjust:100%;" + Font;
    public const string Outer = "background:#f3f4f1;";
    public const string Card = "max-width:600px;background:#ffffff;border:1px solid #e0e3dc;border-radius:10px;border-collapse:separate;";
    public const string Band = "padding:12px 32px;background:#eef4f0;border-bottom:1px solid #e0e3dc;border-radius:10px 10px 0 0;font-size:14px;line-height:20px;color:#1d5c43;font-weight:600;" + Font;
    public const string Cell = "padding:0 32px 20px;font-size:15px;line-height:23px;color:#22302a;word-break:break-word;" + Font;
    public const string Title = "margin:0;font-size:23px;line-height:30px;font-weight:650;color:#14211b;letter-spacing:-0.2px;";
    public const string Proposition = "margin:2px 0 0;font-size:14px;line-height:20px;color:#66736c;";
    public const string Why = "margin:16px 0 0;font-size:17px;line-height:26px;color:#22302a;";
    public const string Heading = "margin:0 0 4px;font-size:12px;line-height:18px;font-weight:600;color:#66736c;letter-spacing:0.3px;";
    public const string Quote = "margin:0;padding:2px 0 2px 14px;border-left:3px solid #9fc3b0;font-size:15px;line-height:23px;color:#22302a;white-space:pre-line;";
    public const string Name = "font-size:16px;line-height:24px;font-weight:600;color:#14211b;";
    public const string Quiet = "font-size:14px;line-height:21px;color:#66736c;";
    public const string Link = "color:#1d6b4c;text-decoration:underline;";
    public const string Next = "padding:16px 18px;background:#f6f7f3;border-radius:8px;font-size:15px;line-height:23px;color:#22302a;" + Font;
    public const string Primary = "display:inline-block;padding:13px 26px;font-size:15px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none;border-radius:8px;" + Font;
    public const string Secondary = "display:inline-block;padding:13px 24px;font-size:15px;line-height:20px;font-weight:600;color:#1d5c43;text-decoration:none;border-radius:8px;" + Font;
    public const string Foot = "padding:18px 32px 8px;font-size:13px;line-height:20px;color:#66736c;" + Font;

    /// <summary>Keeps what follows the preheader out of the list of mails.</summary>
    public static readonly string PreheaderEnd = string.Concat(Enumerable.Repeat("&#847;&#8204;&#160;", 40));

    /// <summary>Dark and narrow screens.</summary>
    public const string Sheet = """
        :root{color-scheme:light dark;supported-color-schemes:light dark}
        @media (max-width:480px){.pad{padding-left:20px!important;padding-right:20px!important}.gutter{padding:0 0 24px!important}.card{border-width:0 0 1px!important;border-radius:0!important}.band{border-radius:0!important}.wide{width:100%!important}.stack{display:block!important;width:100%!important;padding:0 0 10px!important}.stack a{display:block!important;text-align:center!important}.gap{display:none!important}}
        @media (prefers-color-scheme:dark){.page{background:#121714!important}.card{background:#1b221e!important;border-color:#2e3832!important}.band{background:#20332a!important;border-color:#2e3832!important;color:#9fd9bc!important}.ink,.ink p,.ink td{color:#e4eae6!important}.strong{color:#f6faf7!important}.quiet,.quiet td,.quiet p,.ink p.quiet,.next p.quiet{color:#9ba8a1!important}.next{background:#232c27!important;color:#e4eae6!important}.link{color:#8fd3b3!important}.second{border-color:#4c6a5b!important}.second a{color:#9fd9bc!important}.rule{border-color:#2e3832!important}}
        """;
}
