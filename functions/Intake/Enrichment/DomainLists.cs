namespace Intake.Enrichment;

/// <summary>What is known of mail hosts and of the names before the @. The lists are data files below <c>Enrichment/Data</c>, read when first asked.</summary>
public static class DomainLists
{
    private static readonly Lazy<DataList> Freemail = new(() => DataList.Load("freemail.txt"));
    private static readonly Lazy<DataList> Providers = new(() => DataList.Load("internet-providers.txt"));
    private static readonly Lazy<DataList> Disposable = new(() => DataList.Load("disposable.txt"));
    private static readonly Lazy<DataList> Roles = new(() => DataList.Load("roles.txt"));
    private static readonly Lazy<DataList> OwnRoles = new(() => DataList.Load("roles-own.txt"));

    private static readonly string[] StudentLabels = ["student", "students", "studenten", "stud"];
    private static readonly string[] AutomaticSenders = ["noreply", "no-reply", "donotreply", "mailer-daemon"];

    /// <summary>Whether anyone can have a mailbox there, at an internet provider too: it tells nothing about a company.</summary>
    public static bool IsFreemail(string host) => HasHostOrParent(Freemail.Value, host) || IsInternetProvider(host);

    /// <summary>Whether an internet provider gives these addresses to its customers.</summary>
    public static bool IsInternetProvider(string host) => HasHostOrParent(Providers.Value, host);

    /// <summary>Whether its mailboxes are thrown away after use.</summary>
    public static bool IsDisposable(string host) => HasHostOrParent(Disposable.Value, host);

    /// <summary>Whether the part before the @ names a role such as <c>info</c> and no person.</summary>
    public static bool IsRole(string local)
    {
        var name = local.Split('+')[0].ToLowerInvariant();
        return Roles.Value.Contains(name) || OwnRoles.Value.Contains(name) || Array.Exists(AutomaticSenders, sender => name.Contains(sender, StringComparison.Ordinal));
    }

    /// <summary>Whether a school gives these addresses to its students: a label such as <c>student.</c> before its own domain.</summary>
    public static bool IsStudent(string host)
    {
        var domain = RegistrableDomain.Of(host);
        return domain is not null && host[..^domain.Length].Split('.').Intersect(StudentLabels, StringComparer.Ordinal).Any();
    }

    // Not above the registrable domain: a public suffix on a list must not take every company below it along.
    private static bool HasHostOrParent(DataList list, string host)
    {
        var stop = RegistrableDomain.Of(host)?.Length ?? host.Length;
        for (var name = host; name.Length >= stop; name = name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if (list.Contains(name)) return true;
            if (name.Length == stop) break;
        }
        return false;
    }
}
