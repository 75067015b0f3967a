using System.Collections.Frozen;

namespace Intake.Enrichment;

/// <summary>What the big providers ignore in an address. It makes one person of several spellings; mail still goes to the address as typed. The form is
/// what a person is stored under: a rule is added only where the provider says that it holds for everyone.</summary>
internal static class MailProviders
{
    private sealed record Provider(string Domain, Func<string, string> Local, params string[] Aliases);

    // Not here, since they ignore a tag after a plus and nothing else: Outlook.com (dots count; outlook, hotmail and live are different mailboxes), Zoho
    // and mail.ru. Not stripped: Yahoo's "base-keyword", as the base is an alias that its owner chose, not the name of the mailbox
    // (help.yahoo.com, "disposable addresses"), and names such as jean-pierre have a hyphen of their own.
    private static readonly FrozenDictionary<string, Provider> ByHost = new[]
    {
        // support.google.com/mail/answer/7436150: dots do not matter in gmail.com; in a company's own domain they do.
        new Provider("gmail.com", local => Without(local, "."), "googlemail.com"),
        // proton.me/support/change-username: dot, underscore and hyphen are transparent; proton.me/support/addresses-and-aliases: the domains.
        new Provider("proton.me", local => Without(local, ".-_"), "protonmail.com", "protonmail.ch", "pm.me"),
        // support.apple.com/118230: whoever has an older address has the icloud.com one of that name too.
        new Provider("icloud.com", local => local, "me.com", "mac.com"),
        // yandex.com/support/id: the same login at all of its domains; a dot in a login is a hyphen.
        new Provider("yandex.ru", local => local.Replace('.', '-'), "yandex.com", "yandex.by", "yandex.kz", "ya.ru"),
        new Provider(FastmailDomain, local => local, "fastmail.fm"),
    }.SelectMany(provider => provider.Aliases.Append(provider.Domain).Select(host => (host, provider)))
        .ToFrozenDictionary(pair => pair.host, pair => pair.provider, StringComparer.Ordinal);

    private const string FastmailDomain = "fastmail.com";

    // fastmail.help, "Plus addressing and subdomain addressing": anything@user.fastmail.com arrives at user@fastmail.com.
    private static readonly string[] WithNameInHost = [".fastmail.com", ".fastmail.fm"];

    /// <summary>The form by which the person is known.</summary>
    public static string Canonical(string local, string host)
    {
        if (NameInHost(host) is { } user) return $"{user}@{FastmailDomain}";
        var name = WithoutTag(local);
        return ByHost.TryGetValue(host, out var provider) ? $"{provider.Local(name)}@{provider.Domain}" : $"{name}@{host}";
    }

    // One label only: what is more is no user.
    private static string? NameInHost(string host)
    {
        if (Array.Find(WithNameInHost, end => host.EndsWith(end, StringComparison.Ordinal)) is not { } domain) return null;
        var user = host[..^domain.Length];
        return user.Contains('.', StringComparison.Ordinal) ? null : user;
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
