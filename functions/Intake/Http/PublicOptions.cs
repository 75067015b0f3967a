namespace Intake.Http;

/// <summary>Where the app is found from outside: <c>Public__Url</c>. Never guessed from a request,
/// whose Host header anybody can write.</summary>
public sealed class PublicOptions
{
    /// <summary>Section of the settings.</summary>
    public const string Section = "Public";

    /// <summary>Base address without a path, such as <c>https://intake.example.com</c>.</summary>
    public Uri? Url { get; set; }

    /// <summary>An absolute address of a path of ours.</summary>
    public string Address(string path) => new Uri(Url!, path).AbsoluteUri;
}
