using System.Text;
using Microsoft.Extensions.Configuration;

namespace Intake.LocalHost;

/// <summary>The settings a newcomer need not make, beside the keys that the app itself supplies in development. They are public, so they protect nothing,
/// and are given in environment Development only.</summary>
internal static class LocalDefaults
{
    internal const string MailKey = "local";
    internal const string FunctionKey = "local-function";
    internal const string MasterKey = "local-master";
    internal const string ZoomSecret = "local-zoom-secret";

    /// <summary>A Standard Webhooks secret as its providers show it.</summary>
    internal static string StandardSecret { get; } = "whsec_" + Convert.ToBase64String(Encoding.UTF8.GetBytes("local standard webhooks secret"));

    /// <summary>True when no mail provider was configured, so that the host's own mailbox takes the mails.</summary>
    internal static bool TakesMail(IConfiguration configuration) => configuration["SendGrid:ApiKey"] == MailKey;

    /// <summary>The defaults for a host at <paramref name="address"/>, given what was <paramref name="configured"/>.</summary>
    internal static IEnumerable<KeyValuePair<string, string?>> For(Uri address, IConfiguration configured)
    {
        var url = address.GetLeftPart(UriPartial.Authority);
        var defaults = new Dictionary<string, string?>
        {
            ["DATA_DIR"] = ".data",
            ["Webhooks:Zoom:Secrets:0"] = ZoomSecret,
            ["Webhooks:Standard:Secrets:0"] = StandardSecret,
            ["Public:Url"] = url,
            ["SendGrid:From"] = "intake@example.com",
            ["LocalHost:FunctionKey"] = FunctionKey,
            ["LocalHost:MasterKey"] = MasterKey,
        };

        // AzureWebJobsStorage__queueServiceUri and its like name an account too.
        if (!configured.GetSection("AzureWebJobsStorage").GetChildren().Any()) defaults["AzureWebJobsStorage"] = "UseDevelopmentStorage=true";

        // A real key must never be sent to this host, nor this host's key to the real provider.
        if (!string.IsNullOrEmpty(configured["SendGrid:ApiKey"])) return defaults;
        defaults["SendGrid:ApiKey"] = MailKey;
        defaults["SendGrid:Host"] = url;
        return defaults;
    }
}
