namespace Intake.Enrichment;

/// <summary>What is known of mail hosts and of the names before the @. The lists are data files below <c>Enrichment/Data</c>, read when first asked.</summary>
public static class DomainLists
{
    private static readonly Lazy<DataList> Freemail = new(() => DataList.Load("freemail.txt"));
    private static readonly Lazy<DataList> OwnFreemail = new(() => DataList.Load("freemail-own.txt"));
    private static readonly Lazy<DataList> Providers = new(() => DataList.Load("internet-providers.txt"));
    private static readonly Lazy<DataList> Disposable = new(() => DataList.Load("disposable.txt"));
    private static readonly Lazy<DataList> Roles = new(() => DataList.Load("roles.txt"));
    private static readonly Lazy<DataList> OwnRoles = new(() => DataList.Load("roles-own.txt"));

    private static readonly string[] StudentLabels = ["student", "students", "studenten", "stud"];
    // Where a role is of: a country, a part of the world.
    private static readonly string[] RolePlaces =
        ["", "nl", "be", "de", "fr", "uk", "eu", "at", "ch", "lu", "us", "int", "benelux", "dach", "emea", "nederland", "belgie", "belgium", "deutschland", "holland"];

    private static readonly string[] AutomaticSenders = ["noreply", "no-reply", "donotreply", "mailer-daemon"];

    /// <summary>Whether anyone can have a mailbox there, at an internet provider too: it tells nothing about a company.</summary>
    public static bool IsFreemail(string host) => HasHostOrParent(Freemail.Value, host) || HasHostOrParent(OwnFreemail.Value, host) || IsInternetProvider(host);

    /// <summary>Whether an internet provider gives these addresses to its customers.</summary>
    public static bool IsInternetProvider(string host) => HasHostOrParent(Providers.Value, host);

    /// <summary>Whether its mailboxes are thrown away after use.</summary>
    public static bool IsDisposable(string host) => HasHostOrParent(Disposable.Value, host);

    /// <summary>Whether the part before the @ names a role such as <c>info</c> and no person.</summary>
    public static bool IsRole(string local)
    {
        var name = local.Split('+')[0].ToLowerInvariant();
        return IsListed(name) || Array.Exists(AutomaticSenders, sender => name.Contains(sender, StringComparison.Ordinal)) || IsCompound(name);
    }

    /// <summary>Whether a school gives these addresses to its students: a label such as <c>student.</c> before its own domain.</summary>
    public static bool IsStudent(string host)
    {
        var domain = RegistrableDomain.Of(host);
        return domain is not null && host[..^domain.Length].Split('.').Intersect(StudentLabels, StringComparer.Ordinal).Any();
    }

    private static bool IsListed(string name) => Roles.Value.Contains(name) || OwnRoles.Value.Contains(name);

    // "sales-nl", "info.export", "support2": a role in each of its words, the first at least; a name among them makes it a person's.
    private static bool IsCompound(string name)
    {
        var words = name.TrimEnd([.. "0123456789"]).Split('.', '-', '_');
        return IsListed(words[0]) && Array.TrueForAll(words[1..], word => IsListed(word) || RolePlaces.Contains(word));
    }

    // Not above the registrable domain: a public suffix on a list must not take every company below it along.
    internal static bool HasHostOrParent(DataList list, string host)
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
