using System.Security.Cryptography;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Intake.Http;

/// <summary>Makes every refusal findable: the answer carries a reference, under which the log has the reason. Nothing that was sent is in it.</summary>
internal static partial class Refusals
{
    /// <summary>Header of the answer.</summary>
    public const string Header = "Intake-Reference";

    private const int Bytes = 8;

    /// <summary>Gives a refusal its reference and logs it.</summary>
    public static void Note(HttpContext context, Rejection rejection)
    {
        var fields = string.Join(", ", rejection.Errors.Select(error => $"{error.Field} {error.Fault}").Where(IsOurs));
        Note(context, rejection.Kind.ToString(), fields.Length > 0 ? fields : rejection.Detail);
    }

    /// <summary>The same for a page that tells of an error, unless it tells of a rejection that has its reference.</summary>
    public static void NotePage(HttpContext context, int status, string page)
    {
        if (!context.Response.Headers.ContainsKey(Header)) Note(context, $"Status{status}", page);
    }

    private static void Note(HttpContext context, string kind, string reason)
    {
        var reference = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        context.Response.Headers[Header] = reference;
        if (context.RequestServices?.GetService<ILoggerFactory>() is { } loggers)
            Refused(loggers.CreateLogger(typeof(Refusals).FullName!), reference, kind, reason);
    }

    // The names of fields are the playbook's or an adapter's, unless somebody made a form of them.
    private static bool IsOurs(string error) => error.Length <= 100 && error.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or '_' or '-' or '[' or ']');

    [LoggerMessage(1002, LogLevel.Information, "Refused {Reference}: {Kind}, {Reason}")]
    private static partial void Refused(ILogger logger, string reference, string kind, string reason);
}
