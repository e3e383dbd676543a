System.Console.WriteLine(typeof(Constructs.IMixin));
