namespace Intake.Tests.Mail;

/// <summary>With <c>LOOK=folder</c> the tests leave what they rendered there, to be opened in a browser.</summary>
internal static class Look
{
    public static void At(string name, string html)
    {
        if (Environment.GetEnvironmentVariable("LOOK") is { Length: > 0 } folder) File.WriteAllText(Path.Combine(folder, $"{name}.html"), html);
    }
}
