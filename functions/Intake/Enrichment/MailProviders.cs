using System.Collections.Frozen;

namespace Intake.Enrichment;

/// <summary>What the big providers ignore in an address. It makes one person of several spellings; mail still goes to the address as typed.</summary>
internal static class MailProviders
{
    private sealed record Provider(string Domain, Func<string, string> Local, params string[] Aliases);

    private static readonly FrozenDictionary<string, Provider> ByHost = new[]
    {
        new Provider("gmail.com", local => Without(local, "."), "googlemail.com"),
        new Provider("proton.me", local => Without(local, ".-_"), "protonmail.com", "protonmail.ch", "pm.me"),
        new Provider("icloud.com", local => local, "me.com", "mac.com"),
        new Provider("yandex.ru", local => local.Replace('.', '-'), "yandex.com", "yandex.by", "yandex.kz", "ya.ru"),
        new Provider("fastmail.com", local => local, "fastmail.fm"),
    }.SelectMany(provider => provider.Aliases.Append(provider.Domain).Select(host => (host, provider)))
        .ToFrozenDictionary(pair => pair.host, pair => pair.provider, StringComparer.Ordinal);

    /// <summary>The form by which the person is known.</summary>
    public static string Canonical(string local, string host)
    {
        var name = WithoutTag(local);
        return ByHost.TryGetValue(host, out var provider) ? $"{provider.Local(name)}@{provider.Domain}" : $"{name}@{host}";
    }

    // Some companies' servers have no tags; there a plus is rare enough that a person's two spellings matter more.
    private static string WithoutTag(string local)
    {
        var plus = local.IndexOf('+', StringComparison.Ordinal);
        var name = plus > 0 ? local[..plus].TrimEnd('.') : local;
        return name.Length > 0 ? name : local;
    }

    private static string Without(string local, string ignored)
    {
        var name = string.Concat(local.Where(c => !ignored.Contains(c, StringComparison.Ordinal)));
        return name.Length > 0 ? name : local;
    }
}
