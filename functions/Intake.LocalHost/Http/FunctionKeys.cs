using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Intake.LocalHost.Http;

/// <summary>Who may call what: the header <c>x-functions-key</c>, else the query's <c>code</c>. The master key opens everything; a key that is not set opens nothing.</summary>
internal sealed class FunctionKeys(IConfiguration settings)
{
    private const string Header = "x-functions-key";

    internal bool Allow(AuthorizationLevel level, HttpRequest request)
    {
        if (level == AuthorizationLevel.Anonymous) return true;
        var key = request.Headers.TryGetValue(Header, out var header) ? header.ToString() : request.Query["code"].ToString();
        var isMaster = Same(key, settings["LocalHost:MasterKey"]);
        return isMaster || (level == AuthorizationLevel.Function && Same(key, settings["LocalHost:FunctionKey"]));
    }

    // Hashed first, because a fixed-time comparison tells the length.
    private static bool Same(string given, string? expected) =>
        !string.IsNullOrEmpty(expected) && CryptographicOperations.FixedTimeEquals(Hash(given), Hash(expected));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
