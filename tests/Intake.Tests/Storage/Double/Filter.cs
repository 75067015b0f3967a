namespace Intake.Tests.Storage;

/// <summary>A condition on a row.</summary>
internal abstract record Filter
{
    public static readonly Filter All = new Everything();

    public abstract bool Matches(TableRow row);

    public sealed record Both(Filter Left, Filter Right) : Filter
    {
        public override bool Matches(TableRow row) => Left.Matches(row) && Right.Matches(row);
    }

    public sealed record Either(Filter Left, Filter Right) : Filter
    {
        public override bool Matches(TableRow row) => Left.Matches(row) || Right.Matches(row);
    }

    public sealed record Not(Filter Inner) : Filter
    {
        public override bool Matches(TableRow row) => !Inner.Matches(row);
    }

    /// <summary>Compares a property with a literal. A row without the property, or with one of another type, does not match: not even <c>ne</c>.</summary>
    public sealed record Comparison(string Property, string Operator, object Literal) : Filter
    {
        public override bool Matches(TableRow row) => row[Property] is { } value && value.GetType() == Literal.GetType() && Holds(Compare(value, Literal));

        private bool Holds(int order) => Operator switch
        {
            "eq" => order == 0,
            "ne" => order != 0,
            "gt" => order > 0,
            "ge" => order >= 0,
            "lt" => order < 0,
            _ => order <= 0,
        };

        private static int Compare(object left, object right) => (left, right) switch
        {
            (string a, string b) => string.CompareOrdinal(a, b),
            (byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b),
            _ => Comparer<object>.Default.Compare(left, right),
        };
    }

    private sealed record Everything : Filter
    {
        public override bool Matches(TableRow row) => true;
    }
}
