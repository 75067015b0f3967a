namespace Intake.Tests.Mail;

/// <summary>Compares with a file beside the tests. With <c>GOLDEN=write</c> it writes the file instead, for the change to be read in review.</summary>
internal static class Golden
{
    public static void Check(string name, string actual)
    {
        var file = Path.Combine(Repository.Root, "tests", "Intake.Tests", "Mail", "golden", name);
        if (Environment.GetEnvironmentVariable("GOLDEN") == "write")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }
        Assert.Equal(File.ReadAllText(file), actual, ignoreLineEndingDifferences: true);
    }
}
