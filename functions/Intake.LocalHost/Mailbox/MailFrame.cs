using Microsoft.AspNetCore.Http;

namespace Intake.LocalHost.Mailbox;

/// <summary>Shows the HTML of a mail as a careful mail program does: no scripts, no forms, nothing fetched, links in a new tab.</summary>
internal static class MailFrame
{
    /// <summary>What the frame may do. The page around it measures it (same origin); without scripts the mail itself cannot use that.</summary>
    internal const string Sandbox = "allow-same-origin allow-popups allow-popups-to-escape-sandbox";

    /// <summary>Holds the same rules when the document is opened without the frame.</summary>
    internal static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = $"sandbox {Sandbox}; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'self'";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
    }

    /// <summary>The mail with a base that makes its links open beside the mailbox.</summary>
    internal static string Document(string html)
    {
        const string open = """<base target="_blank">""";
        var head = html.IndexOf("<head", StringComparison.OrdinalIgnoreCase);
        var inside = head < 0 ? -1 : html.IndexOf('>', head);
        return inside < 0 ? $"<!DOCTYPE html><head>{open}</head>{html}" : html.Insert(inside + 1, open);
    }
}
